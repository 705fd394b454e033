package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A prompt of an MCP server: a template in the document, or a file at {@code location}. */
public record Prompt(
        YamlMapping node,
        @Nullable String name,
        @Nullable String label,
        @Nullable String description,
        List<PromptArgument> arguments,
        List<PromptMessage> template,
        @Nullable String location) {}
