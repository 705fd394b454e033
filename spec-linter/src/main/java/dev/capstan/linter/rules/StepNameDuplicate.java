package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.CallableUnit;
import dev.capstan.document.model.Step;
import java.util.HashSet;
import java.util.Set;

/** Each step of a unit has its own name. */
final class StepNameDuplicate implements Rule {
    @Override
    public String id() {
        return "step-name-duplicate";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (CallableUnit unit : input.units()) {
            Set<String> names = new HashSet<>();
            for (Step step : unit.steps()) {
                if (step.name() != null && !names.add(step.name())) {
                    report.found(
                            step.node().at("name"),
                            "an earlier step is called \"" + step.name()
                                    + "\" already; its result could not be told apart");
                }
            }
        }
    }
}
