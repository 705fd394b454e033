package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedUnit;
import org.jspecify.annotations.Nullable;

/** The tools of a server cost a model no more than is reasonable. */
final class ToolListCost implements Rule {
    /** A usual figure for English and JSON. */
    private static final int CHARACTERS_IN_A_TOKEN = 4;

    private static final int ENVELOPE = 100;

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
                long characters = 0;
                for (LinkedUnit tool : mcp.tools()) {
                    characters += characters(tool);
                }
                long tokens = characters / CHARACTERS_IN_A_TOKEN;
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

    /** What the tool's entry in a list of tools takes, its envelope included. */
    private static long characters(LinkedUnit tool) {
        long characters =
                ENVELOPE + tool.name().length() + length(tool.declaration().description());
        for (Argument argument : tool.arguments()) {
            characters += ENVELOPE / 2 + argument.name().length() + length(argument.description());
        }
        return characters;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
