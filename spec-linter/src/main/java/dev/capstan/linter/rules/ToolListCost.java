package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.tokens.TokenEstimate;
import org.jspecify.annotations.Nullable;

/** The tools of a server cost a model no more than is reasonable. */
final class ToolListCost implements Rule {
    /** What stands around a tool's name and description in a list. */
    private static final long TOOL =
            TokenEstimate.of("{\"name\":\"\",\"description\":\"\",\"inputSchema\":{\"type\":\"object\","
                    + "\"properties\":{},\"additionalProperties\":false},\"annotations\":{\"readOnlyHint\":true,"
                    + "\"destructiveHint\":false,\"idempotentHint\":true,\"openWorldHint\":true}},");

    /** What stands around an argument's. */
    private static final long ARGUMENT = TokenEstimate.of("\"\":{\"type\":\"string\",\"description\":\"\"},");

    @Override
    public String id() {
        return "tool-list-cost";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (LinkedAdapter adapter : input.linked().adapters()) {
            if (adapter instanceof LinkedAdapter.Mcp mcp) {
                long tokens = 0;
                for (LinkedUnit tool : mcp.tools()) {
                    tokens += tokens(tool);
                }
                if (tokens > input.settings().toolListTokens()) {
                    report.found(
                            mcp.declaration().node().at("namespace"),
                            "listing the " + mcp.tools().size() + " tools costs a model about " + tokens
                                    + " tokens, more than " + input.settings().toolListTokens()
                                    + "; split the server, or shorten descriptions");
                }
            }
        }
    }

    /** What the tool's entry in a list of tools costs. */
    private static long tokens(LinkedUnit tool) {
        long tokens = TOOL + of(tool.name()) + of(tool.declaration().description());
        for (Argument argument : tool.arguments()) {
            tokens += ARGUMENT + of(argument.name()) + of(argument.description());
        }
        return tokens;
    }

    private static long of(@Nullable String text) {
        return text == null ? 0 : TokenEstimate.of(text);
    }
}
