package dev.capstan.spec.model;

import dev.capstan.spec.yaml.YamlMapping;
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
