package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.linter.provider.ModelProviderRules;
import dev.capstan.linter.provider.Refusal;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * No model provider refuses the tools of a server. Schemas are made by the server in a form that all take, and names that clients refuse
 * are changed by it, so that only what the document says itself can be wrong.
 */
final class ModelProviderRefuses implements Rule {
    @Override
    public String id() {
        return "model-provider-refuses";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (LinkedAdapter adapter : input.linked().adapters()) {
            if (adapter instanceof LinkedAdapter.Mcp mcp) {
                for (Refusal refusal : ModelProviderRules.ofCount(mcp.tools().size())) {
                    report.found(
                            mcp.declaration().node().at("namespace"), refusal.sentence() + "; split the server in two");
                }
                mcp.tools().forEach(tool -> check(tool, report));
            }
        }
    }

    private static void check(LinkedUnit tool, RuleReport report) {
        for (Refusal refusal : ModelProviderRules.of(shown(tool))) {
            report.found(tool.declaration().node().at(refusal.place()), refusal.sentence());
        }
    }

    private static ObjectNode shown(LinkedUnit tool) {
        String description = tool.description();
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("name", WireNames.isPlain(tool.name()) ? tool.name() : "changed")
                // Where there is none, the server finds one.
                .put("description", description == null || description.isBlank() ? tool.name() : description);
        shown.putObject("inputSchema").put("type", "object");
        return shown;
    }
}
