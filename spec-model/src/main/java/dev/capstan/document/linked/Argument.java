package dev.capstan.document.linked;

import dev.capstan.document.syntax.BoundedPattern;
import dev.capstan.document.yaml.YamlNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value that a caller can give to an exposed unit.
 *
 * @param index its place in {@link LinkedUnit#arguments()}, and in the array of values that a call is made with
 * @param name its published name
 * @param source where a REST caller puts it; {@link ArgumentSource.Named} for a tool
 * @param type JSON type; null when unknown
 * @param required whether a call without it is refused
 * @param description what it is for
 * @param checked whether its type and pattern are enforced
 * @param pattern regular expression for its text; null when there is none
 * @param defaultValue used when the caller gives none; null when there is none
 * @param anyJson whether, being a whole body, it takes an object, an array or a string
 * @param node where it is declared, or the unit that it was derived for
 */
public record Argument(
        int index,
        String name,
        ArgumentSource source,
        @Nullable String type,
        boolean required,
        @Nullable String description,
        boolean checked,
        @Nullable BoundedPattern pattern,
        @Nullable JsonNode defaultValue,
        boolean anyJson,
        YamlNode node) {

    /** This argument, required. */
    public Argument mandatory() {
        return new Argument(
                index, name, source, type, true, description, checked, pattern, defaultValue, anyJson, node);
    }

    /** This argument, not required, and described so. */
    public Argument relaxed(String what) {
        return new Argument(index, name, source, type, false, what, checked, pattern, defaultValue, anyJson, node);
    }
}
