package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.AggregateFunction;
import dev.capstan.document.model.CallableUnit;
import java.util.Map;

/** A reference names an aggregate function that exists. */
final class RefUnknown implements Rule {
    @Override
    public String id() {
        return "ref-unknown";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        Map<String, AggregateFunction> functions = References.functions(input.document());
        for (CallableUnit unit : input.units()) {
            if (unit.ref() != null && !functions.containsKey(unit.ref())) {
                References.unknown(unit.node().at("ref"), "aggregate function", unit.ref(), functions.keySet(), report);
            }
        }
    }
}
