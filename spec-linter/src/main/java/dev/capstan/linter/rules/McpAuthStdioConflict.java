package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.McpExpose;

/** A server over standard input and output does not authenticate. */
final class McpAuthStdioConflict implements Rule {
    @Override
    public String id() {
        return "naftiko-mcp-auth-stdio-conflict";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (McpExpose mcp : input.mcpServers()) {
            if ("stdio".equals(mcp.transport()) && mcp.authentication() != null) {
                report.found(
                        mcp.authentication().node(),
                        "a server over stdio has one client, the process that started it; remove authentication");
            }
        }
    }
}
