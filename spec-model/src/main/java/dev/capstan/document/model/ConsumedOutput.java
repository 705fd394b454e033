package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/**
 * A named value of a consumed operation's answer.
 *
 * @param value a JSONPath, or {@code {{$.path}}}
 */
public record ConsumedOutput(
        YamlMapping node,
        @Nullable String name,
        @Nullable String type,
        @Nullable String value) {}
