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
        Map<String, String> keys) {}
