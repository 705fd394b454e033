package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/**
 * A declared argument of a tool or of an aggregate function.
 *
 * @param required true when absent
 */
public record ToolInput(
        YamlMapping node,
        String name,
        @Nullable String type,
        @Nullable String description,
        boolean required) {}
