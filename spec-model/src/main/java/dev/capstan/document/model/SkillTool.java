package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/** A tool of a skill: another adapter's ({@code sourceNamespace} and {@code action}), or an instruction to read. */
public record SkillTool(
        YamlMapping node,
        @Nullable String name,
        @Nullable String description,
        @Nullable String sourceNamespace,
        @Nullable String action,
        @Nullable String instruction) {}
