package dev.capstan.engine.internal.compile;

import dev.capstan.document.linked.Behaviour;
import dev.capstan.document.linked.LinkedStep;
import dev.capstan.document.linked.LinkedStepVisitor;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.syntax.FoldedName;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.engine.internal.run.shape.ReplyShaper;
import dev.capstan.engine.internal.run.step.CallStepPlan;
import dev.capstan.engine.internal.run.step.CompiledStep;
import dev.capstan.engine.internal.run.step.LookupStepPlan;
import dev.capstan.engine.internal.run.step.ScriptStepPlan;
import dev.capstan.engine.internal.run.step.StepsUnit;
import dev.capstan.engine.internal.run.step.StepsUnit.StepsPlan;
import dev.capstan.engine.internal.run.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles the steps of one unit, and finds out which of them run together. */
final class StepsCompiler implements LinkedStepVisitor<CompiledStep> {
    private final Services services;
    private final ExpressionCompiler expressions;
    private final LinkedUnit unit;
    private final CallSiteCompiler sites;

    StepsCompiler(Services services, ExpressionCompiler expressions, LinkedUnit unit) {
        this.services = services;
        this.expressions = expressions;
        this.unit = unit;
        this.sites = new CallSiteCompiler(services, expressions, unit.arguments());
    }

    StepsUnit compile(Behaviour.Steps steps, @Nullable ReplyShaper shaper) {
        List<CompiledStep> compiled =
                steps.steps().stream().map(step -> step.accept(this)).toList();
        Value result = expressions.compile(steps.result());
        return new StepsUnit(
                unit,
                new StepsPlan(
                        compiled,
                        rows(steps.steps(), compiled),
                        result,
                        steps.isLastStepsResult(),
                        shaper,
                        timeout(),
                        services.memory()));
    }

    /** All steps together may take as long as the most patient of the called APIs allows one call. */
    private Duration timeout() {
        return unit.operations().stream()
                .map(operation ->
                        services.configuration(operation.api()).timeouts().call())
                .max(Duration::compareTo)
                .orElse(services.scriptTimeout());
    }

    /**
     * The indexes of the first steps of each row: neighbouring calls that only read and of which none refers to another one
     * of the row make one; any other step is a row of its own.
     */
    private static int[] rows(List<LinkedStep> steps, List<CompiledStep> compiled) {
        List<Integer> starts = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < steps.size(); i++) {
            boolean isRead =
                    compiled.get(i).type().equals("call") && compiled.get(i).onlyReads();
            int first = start;
            boolean continues =
                    start >= 0 && isRead && steps.get(i).uses().stream().noneMatch(used -> used >= first);
            if (!continues) {
                starts.add(i);
                start = isRead ? i : -1;
            }
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public CompiledStep visitCall(LinkedStep.CallStep step) {
        Map<Integer, String> fromSteps = new HashMap<>();
        boolean takesArguments = false;
        for (OperationInput input : step.site().operation().inputs()) {
            Expression fed = step.site().inputs().get(input.index());
            if (fed == null) {
                takesArguments |= input.required();
                continue;
            }
            takesArguments |= fed.contains(Expression.ArgumentValue.class::isInstance);
            if (fed.contains(Expression.StepValue.class::isInstance)) {
                fromSteps.put(input.index(), written(step, input));
            }
        }
        return new CallStepPlan(
                step.name(),
                sites.compile(step.site()),
                step.isReferenced() ? sites.decoder(step.site()) : null,
                fromSteps,
                takesArguments);
    }

    /** The expression that feeds an input, as the document writes it. */
    private static String written(LinkedStep.CallStep step, OperationInput input) {
        for (Map.Entry<String, YamlNode> entry : step.declaration().with().entrySet()) {
            if (FoldedName.same(entry.getKey(), input.name())) {
                return entry.getValue().toJson().asString();
            }
        }
        return "its value";
    }

    @Override
    public CompiledStep visitLookup(LinkedStep.LookupStep step) {
        return new LookupStepPlan(
                step.name(),
                unit.arguments().size() + step.rows(),
                step.match(),
                expressions.compile(step.value()),
                List.copyOf(step.outputs().entrySet()));
    }

    @Override
    public CompiledStep visitScript(LinkedStep.ScriptStep step) {
        List<Map.Entry<String, Value>> context = new ArrayList<>();
        step.context().forEach((name, value) -> context.add(Map.entry(name, expressions.compile(value))));
        List<LinkedStep.ScriptFile> files = step.script().files();
        return new ScriptStepPlan(
                step.name(),
                step.script().language(),
                files.get(files.size() - 1).name(),
                services.script(step),
                context,
                services.scriptTimeout(),
                services.scriptExecutor());
    }
}
