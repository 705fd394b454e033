package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.AggregateFunction;

/** An aggregate function says what it does. */
final class AggregateFunctionDescription implements Rule {
    @Override
    public String id() {
        return "naftiko-aggregate-function-description";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (AggregateFunction function : input.functions()) {
            if (Texts.isBlank(function.description())) {
                report.absent(
                        function.node(),
                        "description",
                        function.node().at("name"),
                        "the function \"" + function.name()
                                + "\" has no description; those that refer to it inherit one");
            }
        }
    }
}
