package dev.capstan.document.link.internal.unit;

import dev.capstan.document.linked.output.OutputShape;
import dev.capstan.document.model.OutputParameter;
import dev.capstan.document.syntax.JsonPathExpression;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shape of a reply that is made from steps: its outputs by name, and nothing else. */
final class OrchestratedOutputs {
    private OrchestratedOutputs() {}

    /** Whether the outputs say by name what they take, rather than by paths of their own. */
    static boolean areNamed(List<OutputParameter> outputs) {
        return !outputs.isEmpty() && outputs.stream().allMatch(OrchestratedOutputs::isNamed);
    }

    private static boolean isNamed(OutputParameter output) {
        return output.name() != null
                && output.mapping() == null
                && output.value() == null
                && output.constant() == null
                && (output.properties() == null
                        || output.properties().values().stream().allMatch(property -> property.mapping() == null));
    }

    /** An object of the outputs, each read from the field of its name. */
    static OutputShape.ObjectShape shape(List<OutputParameter> outputs) {
        Map<String, OutputShape> properties = new LinkedHashMap<>();
        outputs.forEach(output -> properties.put(String.valueOf(output.name()), field(output)));
        return new OutputShape.ObjectShape(null, Collections.unmodifiableMap(properties));
    }

    /** The fields that an object's properties are read from, as {@link #shape} reads them. */
    static Map<String, OutputParameter> fields(Map<String, OutputParameter> properties) {
        Map<String, OutputParameter> fields = new LinkedHashMap<>();
        properties.forEach((member, property) ->
                fields.putIfAbsent(property.name() == null ? member : String.valueOf(property.name()), property));
        return fields;
    }

    private static OutputShape field(OutputParameter output) {
        return at(JsonPathExpression.ofName(String.valueOf(output.name())), output);
    }

    private static OutputShape at(@Nullable JsonPathExpression path, OutputParameter output) {
        if (output.properties() != null) {
            Map<String, OutputShape> properties = new LinkedHashMap<>();
            output.properties().forEach((member, property) -> properties.put(member, named(member, property)));
            return new OutputShape.ObjectShape(path, Collections.unmodifiableMap(properties));
        }
        if (!output.items().isEmpty()) {
            return new OutputShape.ArrayShape(path, element(output.items()));
        }
        return new OutputShape.Value(type(output), path, null, output.node());
    }

    /** A property is read from the field that its {@code name} says; without one, from that of its own name. */
    private static OutputShape named(String member, OutputParameter property) {
        return field(
                property.name() != null
                        ? property
                        : new OutputParameter(
                                property.node(),
                                member,
                                property.type(),
                                null,
                                null,
                                null,
                                property.properties(),
                                property.items()));
    }

    private static OutputShape element(List<OutputParameter> items) {
        OutputShape.ObjectShape object = shape(items);
        // One entry describes the element itself where that is no object with such a field.
        return items.size() == 1 && items.get(0).properties() == null
                ? new OutputShape.ScalarOrObject(at(null, items.get(0)), object)
                : object;
    }

    private static String type(OutputParameter output) {
        return output.type() == null ? "any" : output.type();
    }
}
