package dev.capstan.document.link;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.Expression;
import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.linked.Variable;
import dev.capstan.document.syntax.JsonPathExpression;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What names mean inside one unit that calls an operation: in {@code with}, an argument, a declared variable, or the
 * environment; in the operation's own templates, a {@code with} key before all of these.
 */
final class UnitScope {
    private final Findings findings;
    private final VariableScope variables;
    private final ArgumentCollector arguments;
    private final Collection<String> adapterNamespaces;
    private final NameIndex<OperationInput> inputs = new NameIndex<>();
    private final NameIndex<Expression> with = new NameIndex<>();

    UnitScope(
            Findings findings,
            VariableScope variables,
            ArgumentCollector arguments,
            Collection<String> adapterNamespaces,
            List<OperationInput> inputs) {
        this.findings = findings;
        this.variables = variables;
        this.arguments = arguments;
        this.adapterNamespaces = adapterNamespaces;
        inputs.forEach(input -> this.inputs.add(input.name(), input));
    }

    void with(String key, Expression value) {
        with.add(key, value);
    }

    /** What {@code with} sets for that name; null when it sets nothing. */
    @Nullable
    Expression withValue(String name) {
        List<Expression> found = with.find(name);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The inputs of the operation that a {@code with} key sets. */
    List<OperationInput> inputsOf(String key) {
        return inputs.find(key);
    }

    /** An argument that the document names, feeding that input. */
    Expression argument(String name, @Nullable OperationInput feeds, boolean named) {
        int index = arguments.derive(name, feeds, named);
        return index == ArgumentCollector.NONE ? new Expression.Absent() : new Expression.ArgumentValue(index);
    }

    /**
     * The argument of an input's own name. A placeholder that a bind declares as a variable need not be given: what is not
     * given is the variable's value.
     */
    Expression given(OperationInput input, YamlNode use) {
        boolean placeholder = input.place() == InputLocation.PATH && input.declaration() == null;
        Variable variable = placeholder && arguments.known(input.name()) == ArgumentCollector.NONE
                ? variables.findDeclared(input.name(), use)
                : null;
        Expression argument = argument(input.name(), input, false);
        if (variable == null) {
            return argument;
        }
        Expression otherwise = new Expression.VariableValue(variable);
        if (!(argument instanceof Expression.ArgumentValue value)) {
            return otherwise;
        }
        arguments.relax(value.index(), "The variable " + variable.name() + " where it is not given.");
        return new Expression.FirstOf(List.of(argument, otherwise));
    }

    /** What a tool sends as a body that the document does not describe: the arguments it declares and nothing else takes. */
    Expression wholeBody(@Nullable Expression given) {
        List<Argument> idle = given == null || given instanceof Expression.Absent ? arguments.idle() : List.of();
        if (idle.isEmpty()) {
            return given == null ? new Expression.Absent() : given;
        }
        Map<String, Expression> members = new LinkedHashMap<>();
        idle.forEach(argument -> members.put(argument.name(), new Expression.ArgumentValue(argument.index())));
        return new Expression.ObjectOf(Collections.unmodifiableMap(members));
    }

    /** The names in a value of {@code with} that feeds that input. */
    NameScope inWith(@Nullable OperationInput feeds) {
        return (name, use) -> value(name, use, feeds);
    }

    /** The names in the operation's body and fixed values. */
    NameScope inOperation() {
        return (name, use) -> {
            String bare = ArgumentNames.unqualified(name, adapterNamespaces);
            Expression set = withValue(bare == null ? name : bare);
            if (set != null) {
                return set;
            }
            int dot = bare == null ? name.indexOf('.') : -1;
            Expression outer = dot > 0 ? withValue(name.substring(0, dot)) : null;
            if (outer != null) {
                return field(outer, name.substring(dot + 1));
            }
            List<OperationInput> feeds = inputs.find(bare == null ? name : bare);
            return value(name, use, feeds.isEmpty() ? null : feeds.get(0));
        };
    }

    private Expression value(String name, YamlNode use, @Nullable OperationInput feeds) {
        if (name.startsWith("$")) {
            return path(name, use);
        }
        String bare = ArgumentNames.unqualified(name, adapterNamespaces);
        if (bare != null) {
            return argument(bare, feeds, true);
        }
        int known = arguments.known(name);
        if (known != ArgumentCollector.NONE) {
            return new Expression.ArgumentValue(known);
        }
        int dot = name.indexOf('.');
        int outer = dot > 0 ? arguments.known(name.substring(0, dot)) : ArgumentCollector.NONE;
        if (outer != ArgumentCollector.NONE) {
            return field(new Expression.ArgumentValue(outer), name.substring(dot + 1));
        }
        Variable declared = variables.findDeclared(name, use);
        Variable variable = declared == null ? variables.find(name, use) : declared;
        return variable == null ? argument(name, feeds, true) : new Expression.VariableValue(variable);
    }

    /** A JSONPath over the arguments; what cannot be compiled is reported and yields nothing. */
    Expression path(String written, YamlNode use) {
        try {
            JsonPathExpression path = JsonPathExpression.compile(written);
            String first = path.firstName();
            Map<String, Integer> scope = new HashMap<>();
            if (first != null) {
                int index = arguments.derive(first, null, true);
                if (index != ArgumentCollector.NONE) {
                    scope.put(first, index);
                }
            } else {
                arguments.all().forEach(argument -> scope.putIfAbsent(argument.name(), argument.index()));
            }
            return new Expression.PathOver(path, Map.copyOf(scope));
        } catch (JsonPathExpression.InvalidJsonPath e) {
            findings.error("jsonpath-invalid", use, e.reason());
            return new Expression.Absent();
        }
    }

    /** A number, boolean or structure of {@code with}, or the text of a template, a path, an argument or a literal. */
    Expression withExpression(YamlNode value, String ownNamespace, String surface, @Nullable OperationInput feeds) {
        if (!(value instanceof YamlScalar scalar)) {
            return TemplateLinker.data(value, inWith(feeds));
        }
        String text = scalar.text();
        if (scalar.kind() == YamlScalar.Kind.NULL) {
            return new Expression.Absent();
        }
        if (scalar.kind() != YamlScalar.Kind.STRING) {
            return new Expression.Constant(scalar.toJson());
        }
        if (text.contains("{{")) {
            return TemplateLinker.parameter(text, scalar, inWith(feeds));
        }
        if (text.startsWith("$")) {
            return path(text, scalar);
        }
        for (String qualifier : List.of(ownNamespace, surface)) {
            if (text.startsWith(qualifier + ".") && text.length() > qualifier.length() + 1) {
                return argument(text.substring(qualifier.length() + 1), feeds, true);
            }
        }
        String other = surface.equals("rest") ? "tools." : "rest.";
        if (text.startsWith(other)) {
            findings.warn(
                    "with-foreign-prefix",
                    scalar,
                    "\"" + text + "\" is sent as this text; to pass an argument on, write " + surface + "."
                            + text.substring(other.length()));
        }
        return new Expression.Constant(scalar.toJson());
    }

    private static Expression field(Expression of, String path) {
        return new Expression.Field(of, List.of(path.split("\\.")));
    }
}
