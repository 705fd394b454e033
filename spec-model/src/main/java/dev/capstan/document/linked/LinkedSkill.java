package dev.capstan.document.linked;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.files.FolderListing;
import dev.capstan.document.model.Skill;
import dev.capstan.document.model.SkillTool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A skill with its names resolved.
 *
 * @param folder where its files are, absolute; null when it has none
 * @param files those of the folder that it hands out, as they were when it was linked
 * @param tools what it offers, in order, those with a dead or unknown target left out
 * @param leftOut why tools are left out although it serves; empty when none is
 * @param problems why it is dead; empty when it serves
 */
public record LinkedSkill(
        Skill declaration,
        String name,
        @Nullable Path folder,
        FolderListing files,
        List<Tool> tools,
        List<Diagnostic> leftOut,
        List<Diagnostic> problems) {
    /** Whether nothing stands against serving it. */
    public boolean live() {
        return problems.isEmpty();
    }

    /**
     * A tool of a skill.
     *
     * @param adapter the REST or MCP adapter that serves it; null for an instruction
     * @param unit the adapter's operation or tool; null for an instruction
     * @param instruction the file to read; null for a unit
     */
    public record Tool(
            SkillTool declaration,
            String name,
            @Nullable LinkedAdapter adapter,
            @Nullable LinkedUnit unit,
            @Nullable String instruction) {}

    /** This skill with more that stands against serving it. */
    public LinkedSkill withProblems(List<Diagnostic> more) {
        if (problems.containsAll(more)) {
            return this;
        }
        List<Diagnostic> all = new ArrayList<>(problems);
        more.stream().filter(problem -> !all.contains(problem)).forEach(all::add);
        return new LinkedSkill(declaration, name, folder, files, tools, leftOut, List.copyOf(all));
    }
}
