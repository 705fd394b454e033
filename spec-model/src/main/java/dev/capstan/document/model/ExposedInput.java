package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * A declared parameter of a REST operation.
 *
 * @param in where callers put it; null when the document names no known place
 * @param pattern a regular expression that its text must match
 * @param value a default, or a JSONPath into the request body when it starts with {@code $}
 */
public record ExposedInput(
        YamlMapping node,
        String name,
        @Nullable ParameterLocation in,
        @Nullable String type,
        @Nullable String description,
        @Nullable Boolean required,
        @Nullable String pattern,
        @Nullable YamlNode value) {}
