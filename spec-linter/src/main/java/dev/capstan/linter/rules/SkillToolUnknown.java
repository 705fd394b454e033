package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.Expose;
import dev.capstan.document.model.Skill;
import dev.capstan.document.model.SkillExpose;
import dev.capstan.document.model.SkillTool;
import dev.capstan.document.yaml.YamlMapping;
import java.util.Map;
import java.util.Set;

/** A skill's tool is one that a server of the document has. */
final class SkillToolUnknown implements Rule {
    @Override
    public String id() {
        return "skill-tool-unknown";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        Map<String, Set<String>> actions = References.actions(input.document());
        for (Expose expose : input.document().exposes()) {
            if (expose instanceof SkillExpose skills) {
                for (Skill skill : skills.skills()) {
                    for (SkillTool tool : skill.tools()) {
                        check(tool, actions, report);
                    }
                }
            }
        }
    }

    private static void check(SkillTool tool, Map<String, Set<String>> actions, RuleReport report) {
        YamlMapping from = tool.node().mapping("from");
        String namespace = tool.sourceNamespace();
        if (from == null || namespace == null) {
            return;
        }
        Set<String> known = actions.get(namespace);
        if (known == null) {
            References.unknown(from.at("sourceNamespace"), "rest or mcp server", namespace, actions.keySet(), report);
        } else if (tool.action() != null && !known.contains(tool.action())) {
            References.unknown(
                    from.at("action"), "tool or operation", tool.action(), " in \"" + namespace + "\"", known, report);
        }
    }
}
