package dev.capstan.spec.model;

import dev.capstan.spec.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/** One message of a prompt's template. */
public record PromptMessage(
        YamlMapping node, @Nullable String role, @Nullable String content) {}
