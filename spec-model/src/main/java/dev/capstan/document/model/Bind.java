package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set of variables that come from outside the document.
 *
 * @param node its place
 * @param namespace the qualifier in {@code {{namespace.NAME}}}
 * @param location URI of the provider; null means that the host supplies the values
 * @param keys variable name to the provider's key
 */
public record Bind(
        YamlMapping node,
        @Nullable String namespace,
        @Nullable String description,
        @Nullable String location,
        Map<String, String> keys) {

    /** The URI scheme of its location; null without a location. */
    public @Nullable String scheme() {
        int colon = location == null ? -1 : location.indexOf(':');
        return location == null ? null : location.substring(0, Math.max(colon, 0));
    }
}
