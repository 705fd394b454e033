package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A skill: a description, files at {@code location}, and tools that other adapters serve. */
public record Skill(
        YamlMapping node,
        @Nullable String name,
        @Nullable String description,
        @Nullable String location,
        List<SkillTool> tools) {}
