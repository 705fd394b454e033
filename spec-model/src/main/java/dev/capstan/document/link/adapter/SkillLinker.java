package dev.capstan.document.link.adapter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.files.UnusableFileException;
import dev.capstan.document.link.unit.LinkContext;
import dev.capstan.document.linked.InboundCredentials;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedSkill;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.model.Skill;
import dev.capstan.document.model.SkillExpose;
import dev.capstan.document.model.SkillTool;
import dev.capstan.document.syntax.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Links skills: their folders, and the units of other adapters that they offer. */
public final class SkillLinker {
    private final LinkContext context;
    private final List<LinkedAdapter> adapters;

    /** A linker that finds units in these adapters. */
    public SkillLinker(LinkContext context, List<LinkedAdapter> adapters) {
        this.context = context;
        this.adapters = adapters;
    }

    public LinkedAdapter link(
            SkillExpose expose, String namespace, @Nullable InboundCredentials credentials, List<Diagnostic> problems) {
        List<LinkedSkill> skills = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Skill skill : expose.skills()) {
            List<Diagnostic> own = new ArrayList<>(problems);
            String name = skill.name() == null ? "" : skill.name();
            if (name.isEmpty() || !names.add(name)) {
                own.add(context.findings()
                        .error(
                                "skill-name",
                                skill.node(),
                                name.isEmpty()
                                        ? "the skill needs a name"
                                        : "two skills are named \"" + name + "\"; rename one of them"));
            }
            Path folder = skill.location() == null ? null : folder(skill, name, skill.location(), own);
            List<LinkedSkill.Tool> tools = new ArrayList<>();
            for (SkillTool tool : skill.tools()) {
                LinkedSkill.Tool linked = tool(tool, name, folder, own);
                if (linked != null) {
                    tools.add(linked);
                }
            }
            skills.add(new LinkedSkill(skill, name, folder, List.copyOf(tools), List.copyOf(own)));
        }
        return new LinkedAdapter.Skills(expose, namespace, credentials, List.copyOf(skills), List.copyOf(problems));
    }

    private @Nullable Path folder(Skill skill, String name, String location, List<Diagnostic> problems) {
        try {
            return context.files().folder(location);
        } catch (UnusableFileException e) {
            problems.add(context.findings()
                    .error(
                            "location-unusable",
                            skill.node().at("location"),
                            "the skill \"" + name + "\" has its files in " + location + ", which " + e.getMessage()));
            return null;
        }
    }

    private LinkedSkill.@Nullable Tool tool(
            SkillTool tool, String skill, @Nullable Path folder, List<Diagnostic> problems) {
        String name = tool.name() == null ? "" : tool.name();
        if (tool.instruction() != null) {
            return instruction(tool, name, skill, folder, problems);
        }
        if (tool.sourceNamespace() == null || tool.action() == null) {
            context.findings()
                    .error(
                            "skill-tool-incomplete",
                            tool.node(),
                            "the tool \"" + name + "\" of the skill \"" + skill
                                    + "\" needs from: with sourceNamespace and action, or an instruction");
            return null;
        }
        List<String> known = new ArrayList<>();
        for (LinkedAdapter adapter : adapters) {
            for (LinkedUnit unit : adapter.units()) {
                known.add(adapter.namespace() + "." + unit.name());
                if (adapter.namespace().equals(tool.sourceNamespace())
                        && unit.name().equals(tool.action())) {
                    return target(tool, name, adapter, unit);
                }
            }
        }
        String wanted = tool.sourceNamespace() + "." + tool.action();
        String nearest = NearestName.among(wanted, known);
        context.findings()
                .error(
                        "skill-tool-unknown",
                        tool.node().at("from"),
                        "no adapter has a unit \"" + wanted + "\": the tool \"" + name + "\" of the skill \"" + skill
                                + "\" is left out" + (nearest == null ? "" : ". Did you mean " + nearest + "?"),
                        nearest);
        return null;
    }

    private LinkedSkill.@Nullable Tool target(SkillTool tool, String name, LinkedAdapter adapter, LinkedUnit unit) {
        // Why it is dead is told where it is declared.
        return unit.live() ? new LinkedSkill.Tool(tool, name, adapter, unit, null) : null;
    }

    private LinkedSkill.@Nullable Tool instruction(
            SkillTool tool, String name, String skill, @Nullable Path folder, List<Diagnostic> problems) {
        String file = String.valueOf(tool.instruction());
        try {
            if (folder != null) {
                Path unused = context.files().below(folder, file);
            } else {
                throw new UnusableFileException("lies nowhere: the skill has no location");
            }
        } catch (UnusableFileException e) {
            problems.add(context.findings()
                    .error(
                            "skill-instruction-missing",
                            tool.node().at("instruction"),
                            "the tool \"" + name + "\" of the skill \"" + skill + "\" is the file \"" + file
                                    + "\", which " + e.getMessage()));
            return null;
        }
        return new LinkedSkill.Tool(tool, name, null, null, file);
    }
}
