package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.CallableUnit;
import dev.capstan.document.model.Step;
import java.util.regex.Pattern;

/** A step has a name that templates can refer to. */
final class StepsNamePattern implements Rule {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    @Override
    public String id() {
        return "naftiko-steps-name-pattern";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (CallableUnit unit : input.units()) {
            for (Step step : unit.steps()) {
                if (step.name() != null && !NAME.matcher(step.name()).matches()) {
                    report.found(
                            step.node().at("name"),
                            "the step's name \"" + step.name()
                                    + "\" cannot be referred to; use letters, digits, - and _");
                }
            }
        }
    }
}
