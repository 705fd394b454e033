package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A skill: a description, files at {@code location}, and tools that other adapters serve.
 *
 * @param metadata texts by name, in the order of the document
 * @param userInvocable true when absent
 * @param disableModelInvocation false when absent
 * @param location a folder with the skill's files; null when it has none
 */
public record Skill(
        YamlMapping node,
        @Nullable String name,
        @Nullable String description,
        @Nullable String license,
        @Nullable String compatibility,
        Map<String, String> metadata,
        @Nullable String allowedTools,
        @Nullable String argumentHint,
        boolean userInvocable,
        boolean disableModelInvocation,
        @Nullable String location,
        List<SkillTool> tools) {}
