package dev.capstan.spec.link;

import dev.capstan.spec.diagnostic.Diagnostic;
import dev.capstan.spec.model.CallableUnit;
import dev.capstan.spec.model.Place;
import dev.capstan.spec.yaml.YamlMapping;
import dev.capstan.spec.yaml.YamlNode;
import dev.capstan.spec.yaml.YamlScalar;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

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
        List<@Nullable Expression> inputs = new ArrayList<>();
        for (OperationInput input : operation.inputs()) {
            inputs.add(value(input, scope));
        }
        Expression body =
                operation.body() instanceof BodyShape.Template template ? body(template, scope.inOperation()) : null;
        OutputLinker outputs = new OutputLinker(findings, scope.inWith(null), problems);
        OutputShape reply = outputs.reply(unit.outputParameters());
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
            if (fed.isEmpty()) {
                findings.warn(
                        "with-unknown-key",
                        value,
                        "\"" + operation.reference() + "\" has no parameter, placeholder or body name \"" + key
                                + "\"; the value is only seen by templates");
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

    private static boolean setByAuthentication(LinkedOperation operation, String name) {
        LinkedAuthentication authentication = operation.api().authentication();
        return AuthenticationLinker.sets(authentication, name, true)
                || AuthenticationLinker.sets(authentication, name, false);
    }

    private Expression value(OperationInput input, UnitScope scope) {
        YamlNode fixed = input.fixedValue();
        if (input.declaration() != null && input.declaration().in() == Place.ENVIRONMENT) {
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
        return set != null ? set : scope.argument(input.name(), input, false);
    }

    private static Expression body(BodyShape.Template template, NameScope scope) {
        YamlNode data = template.data();
        return switch (template.kind()) {
            case JSON -> TemplateLinker.data(data, scope);
            case JSON_TEXT -> TemplateLinker.jsonText(((YamlScalar) data).text(), data, scope);
            case TEXT ->
                data instanceof YamlScalar text
                        ? TemplateLinker.bodyText(text.text(), text, scope)
                        : new Expression.Absent();
            case FORM -> form(data, scope);
            case MULTIPART ->
                data instanceof YamlMapping parts ? namedParts(parts, scope) : TemplateLinker.data(data, scope);
        };
    }

    /** Pairs of name and value, each an array of two; a pair whose value is absent has one item. */
    private static Expression form(YamlNode data, NameScope scope) {
        List<Expression> pairs = new ArrayList<>();
        if (data instanceof YamlScalar text) {
            for (Map.Entry<String, @Nullable String> pair : BodyLinker.formPairs(text.text())) {
                pairs.add(new Expression.ArrayOf(List.of(
                        constant(decoded(pair.getKey())),
                        TemplateLinker.parameter(decoded(String.valueOf(pair.getValue())), text, scope))));
            }
        } else if (data instanceof YamlMapping mapping) {
            for (YamlMapping.Entry entry : mapping.entries()) {
                pairs.add(new Expression.ArrayOf(
                        List.of(constant(entry.name()), TemplateLinker.data(entry.value(), scope))));
            }
        }
        return new Expression.ArrayOf(List.copyOf(pairs));
    }

    private static Expression namedParts(YamlMapping parts, NameScope scope) {
        List<Expression> list = new ArrayList<>();
        for (YamlMapping.Entry entry : parts.entries()) {
            list.add(new Expression.ObjectOf(
                    Map.of("name", constant(entry.name()), "value", TemplateLinker.data(entry.value(), scope))));
        }
        return new Expression.ArrayOf(List.copyOf(list));
    }

    private static Expression constant(String text) {
        return new Expression.Constant(JsonNodeFactory.instance.stringNode(text));
    }

    /** A literal of a form written as text is already encoded; what cannot be decoded is meant as it is. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
