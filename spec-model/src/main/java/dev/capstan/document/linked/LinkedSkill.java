package dev.capstan.document.linked;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.model.Skill;
import dev.capstan.document.model.SkillTool;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A skill with its names resolved.
 *
 * @param folder where its files are, absolute; null when it has none
 * @param tools what it offers, in order, those with a dead target left out
 * @param problems why it is dead; empty when it serves
 */
public record LinkedSkill(
        Skill declaration, String name, @Nullable Path folder, List<Tool> tools, List<Diagnostic> problems) {
    /** Whether nothing stands against serving it. */
    public boolean live() {
        return problems.isEmpty();
    }

    /**
     * A tool of a skill.
     *
     * @param adapter the adapter that serves it; null for an instruction
     * @param unit the adapter's unit; null for an instruction
     * @param instruction the file to read; null for a unit
     */
    public record Tool(
            SkillTool declaration,
            String name,
            @Nullable LinkedAdapter adapter,
            @Nullable LinkedUnit unit,
            @Nullable String instruction) {}
}
