package dev.capstan.document.linked;

import dev.capstan.document.syntax.JsonPathExpression;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shape of a reply. */
public sealed interface OutputShape {
    /** The upstream's answer as it is. */
    record Identity() implements OutputShape {}

    /**
     * A single value.
     *
     * @param type {@code string}, {@code number}, {@code boolean}, or {@code any} for an object or array taken whole
     * @param path where it is found; null when {@code value} says it
     * @param value a template or a constant; null when {@code path} says it
     * @param node its declaration
     */
    record Value(
            String type,
            @Nullable JsonPathExpression path,
            @Nullable Expression value,
            YamlNode node) implements OutputShape {}

    /**
     * An object.
     *
     * @param path the value its properties are evaluated on; null means the enclosing one
     */
    record ObjectShape(@Nullable JsonPathExpression path, Map<String, OutputShape> properties) implements OutputShape {}

    /**
     * An array.
     *
     * @param path the array; null means the enclosing value
     * @param item the shape of each element
     */
    record ArrayShape(@Nullable JsonPathExpression path, OutputShape item) implements OutputShape {}

    /** The first of several that is not null. */
    record FirstOf(List<OutputShape> shapes) implements OutputShape {}
}
