package dev.capstan.engine.spi.format;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A decoded answer.
 *
 * @param value JSON null for nothing
 * @param rootName a name by which paths may call the whole value, as the root element of an XML document: the first segment
 *     of a path may be this name where the value has no field of that name; null when there is none
 */
public record DecodedPayload(JsonNode value, @Nullable String rootName) {
    /** A value whose root has no name. */
    public static DecodedPayload of(JsonNode value) {
        return new DecodedPayload(value, null);
    }
}
