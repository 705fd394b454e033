package dev.capstan.document.link.internal.adapter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.files.FolderListing;
import dev.capstan.document.files.UnusableFileException;
import dev.capstan.document.link.internal.name.Findings;
import dev.capstan.document.link.internal.unit.LinkContext;
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

/** Links skills: their folders, and the operations and tools of other adapters that they offer. */
public final class SkillLinker {
    private final LinkContext context;
    private final Findings findings;
    private final List<LinkedAdapter> adapters;

    /** A linker that finds units in these adapters. */
    public SkillLinker(LinkContext context, List<LinkedAdapter> adapters) {
        this.context = context;
        this.findings = context.findings();
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
                own.add(findings.error(
                        "skill-name",
                        skill.node(),
                        name.isEmpty()
                                ? "the skill needs a name"
                                : "two skills are named \"" + name + "\"; rename one of them"));
            }
            Path folder = null;
            FolderListing files = FolderListing.EMPTY;
            if (skill.location() != null) {
                try {
                    folder = context.files().folder(skill.location());
                    files = context.files().listing(folder);
                    warnOfLeftOut(skill, name, files);
                } catch (UnusableFileException e) {
                    own.add(findings.error(
                            "location-unusable",
                            skill.node().at("location"),
                            "the skill \"" + name + "\" has its files in " + skill.location() + ", which "
                                    + e.getMessage()));
                }
            }
            List<LinkedSkill.Tool> tools = new ArrayList<>();
            List<Diagnostic> leftOut = new ArrayList<>();
            for (SkillTool tool : skill.tools()) {
                LinkedSkill.Tool linked = tool.instruction() == null
                        ? target(tool, name, leftOut)
                        : instruction(tool, name, tool.instruction(), folder, files, own);
                if (linked != null) {
                    tools.add(linked);
                }
            }
            skills.add(new LinkedSkill(
                    skill, name, folder, files, List.copyOf(tools), List.copyOf(leftOut), List.copyOf(own)));
        }
        return new LinkedAdapter.Skills(expose, namespace, credentials, List.copyOf(skills), List.copyOf(problems));
    }

    private void warnOfLeftOut(Skill skill, String name, FolderListing files) {
        for (FolderListing.LeftOut file : files.leftOut()) {
            findings.warn(
                    "skill-file-left-out",
                    skill.node().at("location"),
                    "the skill \"" + name + "\" leaves the file \"" + file.path() + "\" out, which " + file.reason());
        }
    }

    private LinkedSkill.@Nullable Tool target(SkillTool tool, String skill, List<Diagnostic> leftOut) {
        String name = tool.name() == null ? "" : tool.name();
        if (tool.sourceNamespace() == null || tool.action() == null) {
            leftOut.add(findings.error(
                    "skill-tool-incomplete",
                    tool.node(),
                    "the tool \"" + name + "\" of the skill \"" + skill
                            + "\" needs from: with sourceNamespace and action, or an instruction"));
            return null;
        }
        String wanted = tool.sourceNamespace() + "." + tool.action();
        List<String> known = new ArrayList<>();
        for (LinkedAdapter adapter : adapters) {
            for (LinkedUnit unit : callable(adapter)) {
                known.add(adapter.namespace() + "." + unit.name());
                if (!adapter.namespace().equals(tool.sourceNamespace())
                        || !unit.name().equals(tool.action())) {
                    continue;
                }
                if (adapter.problems().isEmpty() && unit.live()) {
                    return new LinkedSkill.Tool(tool, name, adapter, unit, null);
                }
                // Why the target is dead is told where it is declared.
                findings.warn(
                        "skill-tool-dead",
                        tool.node().at("from"),
                        "the tool \"" + name + "\" of the skill \"" + skill + "\" is left out, because " + wanted
                                + " is not served");
                return null;
            }
        }
        String nearest = NearestName.among(wanted, known);
        leftOut.add(findings.error(
                "skill-tool-unknown",
                tool.node().at("from"),
                "no REST or MCP adapter has an operation or tool \"" + wanted + "\": the tool \"" + name
                        + "\" of the skill \"" + skill + "\" is left out"
                        + (nearest == null ? "" : ". Did you mean " + nearest + "?"),
                nearest));
        return null;
    }

    /** What agents can call: operations and tools. */
    private static List<LinkedUnit> callable(LinkedAdapter adapter) {
        if (adapter instanceof LinkedAdapter.Rest rest) {
            return rest.routes().stream()
                    .filter(route -> !route.method().equals(LinkedAdapter.RestRoute.ANY_METHOD))
                    .map(LinkedAdapter.RestRoute::unit)
                    .toList();
        }
        return adapter instanceof LinkedAdapter.Mcp mcp ? mcp.tools() : List.of();
    }

    private LinkedSkill.@Nullable Tool instruction(
            SkillTool tool,
            String skill,
            String file,
            @Nullable Path folder,
            FolderListing files,
            List<Diagnostic> problems) {
        String name = tool.name() == null ? "" : tool.name();
        if (files.file(file) != null || (folder != null && context.files().isAssumed())) {
            return new LinkedSkill.Tool(tool, name, null, null, file);
        }
        String reason = folder == null
                ? "lies nowhere: the skill has no location that can be read"
                : files.leftOut().stream()
                        .filter(left -> left.path().equals(file))
                        .map(FolderListing.LeftOut::reason)
                        .findFirst()
                        .orElse("is none of the files there");
        problems.add(findings.error(
                "skill-instruction-missing",
                tool.node().at("instruction"),
                "the tool \"" + name + "\" of the skill \"" + skill + "\" is the file \"" + file + "\", which "
                        + reason));
        return null;
    }
}
