package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.CallableUnit;
import dev.capstan.document.model.Step;
import dev.capstan.document.model.StepMapping;
import dev.capstan.document.syntax.JsonPathExpression;
import java.util.LinkedHashSet;
import java.util.Set;

/** A mapping starts from a step that exists. */
final class MappingStepUnknown implements Rule {
    @Override
    public String id() {
        return "mapping-step-unknown";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (CallableUnit unit : input.units()) {
            Set<String> steps = new LinkedHashSet<>();
            unit.steps().stream().map(Step::name).forEach(steps::add);
            steps.remove(null);
            // With one step, a path may also start from a field of its answer.
            if (steps.size() > 1) {
                for (StepMapping mapping : unit.mappings()) {
                    check(mapping, steps, report);
                }
            }
        }
    }

    private static void check(StepMapping mapping, Set<String> steps, RuleReport report) {
        String path = mapping.value() == null ? "" : JsonPathExpression.normalize(mapping.value());
        if (!path.startsWith("$.")) {
            return;
        }
        try {
            String first = JsonPathExpression.compile(path).firstName();
            if (first != null && !steps.contains(first)) {
                References.unknown(mapping.node().at("value"), "step", first, steps, report);
            }
        } catch (JsonPathExpression.InvalidJsonPath e) {
            report.found(mapping.node().at("value"), String.valueOf(e.getMessage()));
        }
    }
}
