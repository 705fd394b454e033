package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.AggregateFunction;
import dev.capstan.document.model.CallableUnit;
import dev.capstan.document.model.ExposedOperation;
import dev.capstan.document.model.Hints;
import dev.capstan.document.model.Semantics;
import dev.capstan.document.model.Tool;
import dev.capstan.document.yaml.YamlNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a function is said to do agrees with what it calls and with the hints of its tools. */
final class AggregateSemanticsConsistency implements Rule {
    private static final Set<String> UNSAFE = Set.of("POST", "PUT", "PATCH", "DELETE");

    @Override
    public String id() {
        return "naftiko-aggregate-semantics-consistency";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        Map<String, AggregateFunction> functions = References.functions(input.document());
        for (AggregateFunction function : functions.values()) {
            if (function.semantics() != null && function.call() != null) {
                String method = References.method(input.linked(), function.call());
                compare(
                        function.semantics(),
                        method,
                        "it calls",
                        function.node().at("call"),
                        report);
            }
        }
        for (CallableUnit unit : input.units()) {
            AggregateFunction function = unit.ref() == null ? null : functions.get(unit.ref());
            if (function != null && function.semantics() != null) {
                YamlNode at = unit.node().at("ref");
                if (unit instanceof ExposedOperation operation) {
                    compare(function.semantics(), operation.method(), "it is exposed as", at, report);
                } else if (unit instanceof Tool tool) {
                    compare(function.semantics(), tool, report);
                }
            }
        }
    }

    private static void compare(
            Semantics semantics, @Nullable String method, String how, YamlNode at, RuleReport report) {
        if (method == null) {
            return;
        }
        if (Boolean.TRUE.equals(semantics.safe()) && UNSAFE.contains(method)) {
            report.found(at, "the function is said to be safe, but " + how + " " + method + "; correct one of the two");
        } else if (Boolean.TRUE.equals(semantics.idempotent()) && method.equals("POST")) {
            report.found(at, "the function is said to be idempotent, but " + how + " POST; correct one of the two");
        }
    }

    private static void compare(Semantics semantics, Tool tool, RuleReport report) {
        Hints hints = tool.hints();
        if (hints == null) {
            return;
        }
        boolean safe = Boolean.TRUE.equals(semantics.safe());
        if (safe && Boolean.TRUE.equals(hints.destructive())) {
            report.found(
                    hints.node().at("destructive"), "the function is said to be safe; a safe tool is not destructive");
        }
        if (safe && Boolean.FALSE.equals(hints.readOnly())) {
            report.found(hints.node().at("readOnly"), "the function is said to be safe; a safe tool is read-only");
        }
        if (Boolean.FALSE.equals(semantics.safe()) && Boolean.TRUE.equals(hints.readOnly())) {
            report.found(hints.node().at("readOnly"), "the function is said not to be safe; its tool is not read-only");
        }
        if (Boolean.TRUE.equals(semantics.idempotent()) && Boolean.FALSE.equals(hints.idempotent())) {
            report.found(hints.node().at("idempotent"), "the function is said to be idempotent; its tool is so too");
        }
    }
}
