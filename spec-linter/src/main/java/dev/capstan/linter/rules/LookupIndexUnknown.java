package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.CallableUnit;
import dev.capstan.document.model.Step;
import java.util.LinkedHashSet;
import java.util.Set;

/** A lookup searches the rows of an earlier step. */
final class LookupIndexUnknown implements Rule {
    @Override
    public String id() {
        return "lookup-index-unknown";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (CallableUnit unit : input.units()) {
            Set<String> earlier = new LinkedHashSet<>();
            for (Step step : unit.steps()) {
                if (step.index() != null && !earlier.contains(step.index())) {
                    References.unknown(step.node().at("index"), "earlier step", step.index(), earlier, report);
                }
                if (step.name() != null) {
                    earlier.add(step.name());
                }
            }
        }
    }
}
