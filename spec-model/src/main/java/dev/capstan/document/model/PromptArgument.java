package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/** An argument of a prompt; {@code required} is true when absent. */
public record PromptArgument(
        YamlMapping node,
        @Nullable String name,
        @Nullable String label,
        @Nullable String description,
        boolean required) {}
