package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.McpExpose;
import dev.capstan.document.model.Tool;

/** A tool has a name that clients accept. */
final class ToolNameShape implements Rule {
    @Override
    public String id() {
        return "tool-name-shape";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (McpExpose mcp : input.mcpServers()) {
            for (Tool tool : mcp.tools()) {
                if (tool.name() != null && !WireNames.isAccepted(tool.name())) {
                    report.found(tool.node().at("name"), WireNames.advice("tool", tool.name()));
                }
            }
        }
    }
}
