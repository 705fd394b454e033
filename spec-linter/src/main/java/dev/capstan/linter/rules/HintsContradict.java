package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.model.Hints;
import dev.capstan.document.model.Tool;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The hints of a tool agree with each other and with the method that it calls. */
final class HintsContradict implements Rule {
    private static final Set<String> CHANGING = Set.of("PUT", "PATCH", "DELETE");
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public String id() {
        return "hints-contradict";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (LinkedAdapter adapter : input.linked().adapters()) {
            if (adapter instanceof LinkedAdapter.Mcp mcp) {
                for (LinkedUnit unit : mcp.tools()) {
                    Hints hints = unit.declaration() instanceof Tool tool ? tool.hints() : null;
                    if (hints != null) {
                        check(hints, unit.operation(), report);
                    }
                }
            }
        }
    }

    private static void check(Hints hints, @Nullable LinkedOperation operation, RuleReport report) {
        boolean readOnly = Boolean.TRUE.equals(hints.readOnly());
        boolean destructive = Boolean.TRUE.equals(hints.destructive());
        if (readOnly && destructive) {
            report.found(
                    hints.node().at("destructive"), "a read-only tool is not destructive; remove one of the hints");
            return;
        }
        if (operation == null) {
            return;
        }
        // POST is also how queries with long arguments are sent, so it contradicts nothing.
        if (readOnly && CHANGING.contains(operation.method())) {
            report.found(
                    hints.node().at("readOnly"),
                    "the tool is said to be read-only, but " + operation.reference() + " is " + operation.method());
        }
        if (destructive && SAFE.contains(operation.method())) {
            report.found(
                    hints.node().at("destructive"),
                    "the tool is said to be destructive, but " + operation.reference() + " is " + operation.method());
        }
    }
}
