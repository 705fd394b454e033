package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.AggregateFunction;
import java.util.Set;

/** A function calls an operation that exists. */
final class FunctionCallUnknown implements Rule {
    @Override
    public String id() {
        return "function-call-unknown";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        Set<String> operations = References.operations(input.linked());
        for (AggregateFunction function : input.functions()) {
            if (function.call() != null && !operations.contains(function.call())) {
                References.unknown(
                        function.node().at("call"), "consumed operation", function.call(), operations, report);
            }
        }
    }
}
