package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.CallableUnit;
import dev.capstan.document.model.Step;
import java.util.Set;

/** A call step names an operation that exists. */
final class StepCallUnknown implements Rule {
    @Override
    public String id() {
        return "step-call-unknown";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        Set<String> operations = References.operations(input.linked());
        for (CallableUnit unit : input.units()) {
            for (Step step : unit.steps()) {
                if (step.call() != null && !operations.contains(step.call())) {
                    References.unknown(step.node().at("call"), "consumed operation", step.call(), operations, report);
                }
            }
        }
    }
}
