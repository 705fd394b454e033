package dev.capstan.document.link;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.BodyShape;
import dev.capstan.document.linked.Expression;
import dev.capstan.document.linked.LinkedAuthentication;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.linked.OutputShape;
import dev.capstan.document.model.CallableUnit;
import dev.capstan.document.model.ParameterLocation;
import dev.capstan.document.syntax.FoldedName;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Links one exposed unit: what feeds the operation it calls, and what it replies. */
final class UnitLinker {
    private static final String NOT_SERVED = "unit-not-served";

    private final Findings findings;
    private final VariableScope variables;
    private final String namespace;
    private final String surface;

    /**
     * A linker for the units of one adapter.
     *
     * @param namespace the adapter's
     * @param surface {@code rest} or {@code tools}
     */
    UnitLinker(Findings findings, VariableScope variables, String namespace, String surface) {
        this.findings = findings;
        this.variables = variables;
        this.namespace = namespace;
        this.surface = surface;
    }

    /** A unit that cannot be served for what it is, whatever it calls; null when it may be. */
    @Nullable
    Diagnostic unserved(CallableUnit unit, String name) {
        if (unit.ref() != null) {
            return findings.error(
                    NOT_SERVED,
                    unit.node().at("ref"),
                    "\"" + name + "\" takes its fields from an aggregate function (ref), which is not served yet");
        }
        if (!unit.steps().isEmpty()) {
            return findings.error(
                    NOT_SERVED, unit.node().at("steps"), "\"" + name + "\" runs steps, which are not served yet");
        }
        if (unit.call() == null && unit.outputParameters().isEmpty()) {
            return findings.error(
                    "unit-calls-nothing",
                    unit.node(),
                    "\"" + name + "\" calls nothing and has no outputs of its own; write call: namespace.operation");
        }
        return null;
    }

    /** A unit that is dead for that reason. */
    static LinkedUnit dead(CallableUnit unit, String name, Diagnostic reason) {
        return new LinkedUnit(
                unit, name, null, List.of(), List.of(), null, new OutputShape.Identity(), Map.of(), List.of(reason));
    }

    /** A unit that answers by itself. */
    LinkedUnit mock(CallableUnit unit, String name, ArgumentCollector arguments) {
        List<Diagnostic> problems = new ArrayList<>();
        UnitScope scope = new UnitScope(findings, variables, arguments, List.of(namespace), List.of());
        OutputShape reply = new OutputLinker(findings, scope.inWith(null), problems).mock(unit.outputParameters());
        return new LinkedUnit(
                unit, name, null, arguments.all(), List.of(), null, reply, Map.of(), List.copyOf(problems));
    }

    /** A unit that calls an operation. */
    LinkedUnit call(CallableUnit unit, String name, LinkedOperation operation, ArgumentCollector arguments) {
        List<Diagnostic> problems = new ArrayList<>(operation.problems());
        UnitScope scope = new UnitScope(findings, variables, arguments, List.of(namespace), operation.inputs());
        readWith(unit, operation, scope);
        LinkedAuthentication authentication = operation.api().authentication();
        List<@Nullable Expression> inputs = new ArrayList<>();
        for (OperationInput input : operation.inputs()) {
            inputs.add(value(input, operation, scope));
        }
        Expression body = operation.body() instanceof BodyShape.Template template
                ? BodyExpressions.of(template, scope.inOperation(), authentication)
                : null;
        OutputLinker outputs = new OutputLinker(findings, scope.inWith(null), problems);
        OutputShape reply = outputs.reply(unit.outputParameters());
        if (operation.body() instanceof BodyShape.Whole whole && whole.input().declaration() == null) {
            inputs.set(
                    whole.input().index(),
                    scope.wholeBody(inputs.get(whole.input().index())));
        }
        boolean decodes = !(reply instanceof OutputShape.Identity);
        if (decodes && !operation.declaration().outputRawFormat().equals("json")) {
            problems.add(findings.error(
                    "format-not-served",
                    operation.declaration().node().at("outputRawFormat"),
                    "\"" + name + "\" shapes an answer of format "
                            + operation.declaration().outputRawFormat()
                            + ", which cannot be decoded yet; without outputParameters its bytes pass through"));
        }
        return new LinkedUnit(
                unit,
                name,
                operation,
                arguments.all(),
                Collections.unmodifiableList(inputs),
                body,
                reply,
                decodes ? outputs.overlay(operation.declaration().outputParameters()) : Map.of(),
                List.copyOf(problems));
    }

    private void readWith(CallableUnit unit, LinkedOperation operation, UnitScope scope) {
        unit.with().forEach((key, value) -> {
            List<OperationInput> fed = scope.inputsOf(key);
            if (fed.isEmpty() && setByAuthentication(operation, key)) {
                findings.warn(
                        "with-authenticated-parameter",
                        value,
                        "\"" + key + "\" of \"" + operation.reference()
                                + "\" is set by the authentication of its API, which wins; remove it here");
                return;
            }
            // What an operation that cannot be called takes is not known.
            if (fed.isEmpty()
                    && !declares(operation, key)
                    && operation.problems().isEmpty()) {
                String nearest = NearestName.among(
                        key,
                        operation.inputs().stream().map(OperationInput::name).toList());
                findings.warn(
                        "with-unknown-key",
                        value,
                        "\"" + operation.reference() + "\" has no parameter, placeholder or body name \"" + key
                                + (nearest == null
                                        ? "\"; the value is only seen by templates"
                                        : "\"; did you mean \"" + nearest + "\"?"));
            }
            OperationInput feeds = fed.isEmpty() ? null : fed.get(0);
            scope.with(key, scope.withExpression(value, namespace, surface, feeds));
            for (OperationInput other : fed) {
                if (other.fixedValue() != null) {
                    findings.warn(
                            "with-fixed-value",
                            value,
                            "\"" + other.name() + "\" of \"" + operation.reference()
                                    + "\" has a fixed value, which wins");
                }
            }
        });
    }

    /** Whether the operation declares a parameter of that name, though it cannot send it: that is told where it stands. */
    private static boolean declares(LinkedOperation operation, String name) {
        return operation.declaration().inputParameters().stream()
                .anyMatch(input -> FoldedName.same(input.name(), name));
    }

    private static boolean setByAuthentication(LinkedOperation operation, String name) {
        LinkedAuthentication authentication = operation.api().authentication();
        return Arrays.stream(ParameterLocation.values())
                .anyMatch(place -> AuthenticationLinker.sets(authentication, name, place));
    }

    private Expression value(OperationInput input, LinkedOperation operation, UnitScope scope) {
        YamlNode fixed = input.fixedValue();
        Expression key = AuthenticationLinker.value(operation.api().authentication(), input);
        if (key != null) {
            return key;
        }
        if (input.declaration() != null && input.declaration().in() == ParameterLocation.ENVIRONMENT) {
            return new Expression.VariableValue(
                    variables.environment(input.name(), input.declaration().node()));
        }
        if (fixed instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.STRING) {
            return TemplateLinker.parameter(scalar.text(), scalar, scope.inOperation());
        }
        if (fixed != null) {
            return TemplateLinker.data(fixed, scope.inOperation());
        }
        Expression set = scope.withValue(input.name());
        return set != null ? set : scope.given(input, operation.declaration().node());
    }
}
