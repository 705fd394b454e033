package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/** One message of a prompt's template. */
public record PromptMessage(
        YamlMapping node, @Nullable String role, @Nullable String content) {}
