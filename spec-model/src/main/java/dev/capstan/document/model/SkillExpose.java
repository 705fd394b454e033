package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server of skills. */
public record SkillExpose(
        YamlMapping node,
        @Nullable String namespace,
        @Nullable Integer port,
        @Nullable String address,
        @Nullable String description,
        @Nullable Authentication authentication,
        List<Skill> skills)
        implements Expose {
    @Override
    public String type() {
        return "skill";
    }
}
