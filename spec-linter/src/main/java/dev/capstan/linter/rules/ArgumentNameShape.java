package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;

/** A tool's arguments have names that clients accept. */
final class ArgumentNameShape implements Rule {
    @Override
    public String id() {
        return "argument-name-shape";
    }

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (LinkedAdapter adapter : input.linked().adapters()) {
            if (adapter instanceof LinkedAdapter.Mcp mcp) {
                for (LinkedUnit tool : mcp.tools()) {
                    for (Argument argument : tool.arguments()) {
                        if (!WireNames.isAccepted(argument.name())) {
                            report.found(nameOf(argument.node()), WireNames.advice("argument", argument.name()));
                        }
                    }
                }
            }
        }
    }

    /** Where the name stands: a declared argument has it as a member, others are named by the text itself. */
    private static YamlNode nameOf(YamlNode argument) {
        return argument instanceof YamlMapping declared && declared.has("name") ? declared.at("name") : argument;
    }
}
