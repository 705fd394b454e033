package dev.capstan.document.link.internal.unit;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.internal.consumed.AuthenticationLinker;
import dev.capstan.document.link.internal.consumed.BodyExpressions;
import dev.capstan.document.link.internal.name.ArgumentCollector;
import dev.capstan.document.link.internal.name.TemplateLinker;
import dev.capstan.document.link.internal.name.UnitContext;
import dev.capstan.document.link.internal.name.UnitScope;
import dev.capstan.document.link.internal.name.VariableScope;
import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.BodyShape;
import dev.capstan.document.linked.CallSite;
import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.LinkedAuthentication;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.linked.output.OutputOverlay;
import dev.capstan.document.model.ParameterLocation;
import dev.capstan.document.syntax.FoldedName;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Links one place where an operation is called: what feeds its inputs and its body. */
public final class CallSiteLinker {
    /** A key of {@code with} that feeds nothing and is near the name of an input. */
    private record Misspelt(String nearest, YamlNode value, String message) {}

    private final UnitContext context;
    private final List<Diagnostic> problems;
    private final LinkedOperation operation;
    private final VariableScope variables;
    private final UnitScope scope;
    private final boolean isStep;
    private final List<Misspelt> unfed = new ArrayList<>();

    /**
     * A linker for one place.
     *
     * @param problems takes what makes the unit dead
     * @param isStep whether a step calls, which never sends the caller's own body
     */
    public CallSiteLinker(UnitContext context, List<Diagnostic> problems, LinkedOperation operation, boolean isStep) {
        this.context = context;
        this.problems = problems;
        this.operation = operation;
        this.variables = context.variables().imported(operation.api().importedBinds());
        this.scope = new UnitScope(context, problems, operation.inputs(), variables);
        this.isStep = isStep;
    }

    UnitScope scope() {
        return scope;
    }

    /** The values of {@code with}, each of which feeds what has its name. */
    void with(Map<String, YamlNode> with) {
        with.forEach((key, value) -> {
            List<OperationInput> fed = fed(key, value);
            if (fed != null) {
                scope.with(key, scope.withExpression(value, fed.isEmpty() ? null : asFed(fed.get(0))));
            }
        });
    }

    /** The caller's own body is sent by no step: what feeds a whole body there is a value. */
    private OperationInput asFed(OperationInput input) {
        return isStep && input.place() == InputLocation.WHOLE_BODY ? asValue(input) : input;
    }

    /** A value that is linked already, for what has that name; it wins over what {@code with} says of it later. */
    void given(String key, Expression value) {
        scope.with(key, value);
    }

    /** Whether the operation can be given something of that name. */
    boolean takes(String key) {
        return !scope.inputsOf(key).isEmpty();
    }

    /** The inputs that a key of {@code with} feeds; null when the value is not used at all. */
    private @Nullable List<OperationInput> fed(String key, YamlNode value) {
        List<OperationInput> fed = scope.inputsOf(key);
        if (fed.isEmpty() && isSetByAuthentication(key)) {
            context.findings()
                    .warn(
                            "with-authenticated-parameter",
                            value,
                            "\"" + key + "\" of \"" + operation.reference()
                                    + "\" is set by the authentication of its API, which wins; remove it here");
            return null;
        }
        // What an operation that cannot be called takes is not known.
        if (fed.isEmpty() && !isDeclared(key) && operation.problems().isEmpty()) {
            reportUnknown(key, value);
        }
        for (OperationInput other : fed) {
            if (other.fixedValue() != null) {
                context.findings()
                        .warn(
                                "with-fixed-value",
                                value,
                                "\"" + other.name() + "\" of \"" + operation.reference()
                                        + "\" has a fixed value, which wins");
            }
        }
        return fed;
    }

    private void reportUnknown(String key, YamlNode value) {
        List<String> known =
                operation.inputs().stream().map(OperationInput::name).toList();
        String nearest = NearestName.among(key, known);
        String message = "\"" + operation.reference() + "\" has no parameter, placeholder or body name \"" + key + "\"";
        if (nearest != null && scope.withValue(nearest) == null) {
            unfed.add(new Misspelt(nearest, value, message));
        } else {
            context.findings().warn("with-unknown-key", value, message + "; the value is only seen by templates");
        }
    }

    /** A key is misspelt when the input whose name is near is fed by no other key. */
    private void reportMisspelt() {
        for (Misspelt misspelt : unfed) {
            if (scope.withValue(misspelt.nearest) == null) {
                problems.add(context.findings()
                        .error(
                                "with-unknown-key",
                                misspelt.value,
                                misspelt.message + "; did you mean \"" + misspelt.nearest + "\"?",
                                misspelt.nearest));
            } else {
                context.findings()
                        .warn(
                                "with-unknown-key",
                                misspelt.value,
                                misspelt.message + "; the value is only seen by templates");
            }
        }
    }

    /** Whether the operation declares a parameter of that name, though it cannot send it: that is told where it stands. */
    private boolean isDeclared(String name) {
        return operation.declaration().inputParameters().stream()
                .anyMatch(input -> FoldedName.same(input.name(), name));
    }

    private boolean isSetByAuthentication(String name) {
        LinkedAuthentication authentication = operation.api().authentication();
        return Arrays.stream(ParameterLocation.values())
                .anyMatch(location -> AuthenticationLinker.sets(authentication, name, location));
    }

    /** The call site; once {@link #with} has been given everything. */
    public CallSite link(@Nullable ArgumentCollector bodyOf, OutputOverlay outputs) {
        reportMisspelt();
        LinkedAuthentication authentication = operation.api().authentication();
        List<@Nullable Expression> inputs = new ArrayList<>();
        for (OperationInput input : operation.inputs()) {
            inputs.add(value(input));
        }
        Expression body = operation.body() instanceof BodyShape.Template template
                ? BodyExpressions.of(template, scope.inBody(), authentication)
                : null;
        if (bodyOf != null
                && operation.body() instanceof BodyShape.Whole whole
                && whole.input().declaration() == null) {
            int index = whole.input().index();
            inputs.set(index, wholeBody(inputs.get(index), bodyOf));
        }
        return new CallSite(operation, Collections.unmodifiableList(inputs), body, outputs);
    }

    private @Nullable Expression value(OperationInput input) {
        YamlNode fixed = input.fixedValue();
        Expression key = AuthenticationLinker.value(operation.api().authentication(), input);
        if (key != null) {
            return key;
        }
        if (fixed == null && input.declaration() != null && input.declaration().in() == ParameterLocation.ENVIRONMENT) {
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
        if (set != null) {
            return set;
        }
        YamlNode use = operation.declaration().node();
        if (isStep && input.place() == InputLocation.WHOLE_BODY) {
            // Only an argument of that name, as a value.
            return input.declaration() == null ? new Expression.Absent() : scope.given(asFed(input), use);
        }
        return scope.given(input, use);
    }

    /** A whole body as an argument that is found like any field of the caller's body, or is that body's value. */
    private static OperationInput asValue(OperationInput input) {
        return new OperationInput(
                input.index(),
                input.name(),
                InputLocation.WHOLE_TEMPLATE,
                input.type(),
                input.required(),
                input.description(),
                input.declaration());
    }

    /** What a tool sends as a body that the document does not describe: the arguments it declares and nothing else takes. */
    private static Expression wholeBody(@Nullable Expression given, ArgumentCollector arguments) {
        List<Argument> idle = given == null || given instanceof Expression.Absent ? arguments.idle() : List.of();
        if (idle.isEmpty()) {
            return given == null ? new Expression.Absent() : given;
        }
        Map<String, Expression> members = new LinkedHashMap<>();
        idle.forEach(argument -> {
            arguments.known(argument.name());
            members.put(argument.name(), new Expression.ArgumentValue(argument.index()));
        });
        return new Expression.ObjectOf(Collections.unmodifiableMap(members));
    }
}
