package dev.capstan.document.link.internal.name;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.linked.expression.Variable;
import dev.capstan.document.model.ParameterLocation;
import dev.capstan.document.syntax.JsonPathExpression;
import dev.capstan.document.syntax.NamePath;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What names mean where one operation is called: in {@code with}, an argument, an earlier step, a declared variable, or the
 * environment; in the operation's own templates, a {@code with} key before all of these.
 */
public final class UnitScope {
    private final Findings findings;
    private final List<Diagnostic> problems;
    private final VariableScope variables;
    private final VariableScope operationVariables;
    private final ArgumentScope arguments;
    private final StepNames steps;
    private final Qualifiers qualifiers;
    private final Collection<String> adapterNamespaces;
    private final NameIndex<OperationInput> inputs = new NameIndex<>();
    private final NameIndex<Expression> with = new NameIndex<>();

    /**
     * The names at one place.
     *
     * @param context of the unit
     * @param problems takes what makes the unit dead
     * @param inputs of the operation that is called; empty where none is
     * @param operationVariables what the operation's own templates see, which may be of another file
     */
    public UnitScope(
            UnitContext context,
            List<Diagnostic> problems,
            List<OperationInput> inputs,
            VariableScope operationVariables) {
        this.findings = context.findings();
        this.problems = problems;
        this.variables = context.variables();
        this.operationVariables = operationVariables;
        this.arguments = context.arguments();
        this.steps = context.steps();
        this.qualifiers = context.qualifiers();
        this.adapterNamespaces = context.adapterNamespaces();
        inputs.forEach(input -> this.inputs.add(input.name(), input));
    }

    /** The names where no operation is called. */
    public UnitScope(UnitContext context, List<Diagnostic> problems) {
        this(context, problems, List.of(), context.variables());
    }

    public void with(String key, Expression value) {
        with.add(key, value);
    }

    /** What {@code with} sets for that name; null when it sets nothing. */
    @Nullable
    public Expression withValue(String name) {
        List<Expression> found = with.find(name);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The inputs of the operation that a {@code with} key sets. */
    public List<OperationInput> inputsOf(String key) {
        return inputs.find(key);
    }

    /**
     * The argument of an input's own name. A placeholder that a bind declares as a variable need not be given: what is not
     * given is the variable's value.
     */
    public Expression given(OperationInput input, YamlNode use) {
        boolean placeholder = input.place() == InputLocation.PATH && input.declaration() == null;
        Variable variable = placeholder && !arguments.isKnown(input.name()) ? variableOf(input.name(), use) : null;
        Expression argument = arguments.derive(input.name(), input, null);
        if (variable == null) {
            return argument;
        }
        Expression otherwise = new Expression.VariableValue(variable);
        if (argument instanceof Expression.Absent) {
            return otherwise;
        }
        arguments.relax(argument, "The variable " + variable.name() + " where it is not given.");
        return new Expression.FirstOf(List.of(argument, otherwise));
    }

    /** The variable that a placeholder of a path can stand for: one that is declared, or that says that it is the environment's. */
    private @Nullable Variable variableOf(String placeholder, YamlNode use) {
        Variable declared = operationVariables.findDeclared(placeholder, use);
        return declared == null && placeholder.startsWith("env.")
                ? operationVariables.find(placeholder, use)
                : declared;
    }

    /** The names in a value of {@code with} that feeds that input. */
    public NameScope inWith(@Nullable OperationInput feeds) {
        return new NameScope() {
            @Override
            public Expression resolve(String name, YamlNode use) {
                return value(name, use, feeds, variables);
            }

            @Override
            public Expression resolveWhole(String name, YamlNode use) {
                if (name.startsWith("$")) {
                    return path(name, use, feeds);
                }
                // An argument that alone feeds an input is found where that lives.
                return arguments.isKnown(name)
                        ? arguments.derive(name, feeds, use)
                        : value(name, use, feeds, variables);
            }

            @Override
            public void literal(String text, YamlNode use) {
                checkBraces(text, use, true, variables);
            }
        };
    }

    /** The names in what a unit replies: text there may have any braces. */
    public NameScope inReply() {
        return new NameScope() {
            @Override
            public Expression resolve(String name, YamlNode use) {
                return value(name, use, null, variables);
            }

            @Override
            public void literal(String text, YamlNode use) {
                checkBraces(text, use, false, variables);
            }
        };
    }

    /** The names in the operation's fixed values. */
    public NameScope inOperation() {
        return inOperation(true);
    }

    /** The names in the operation's body. */
    public NameScope inBody() {
        return inOperation(false);
    }

    private NameScope inOperation(boolean isParameter) {
        return new NameScope() {
            @Override
            public Expression resolve(String name, YamlNode use) {
                return operationValue(name, use, isParameter);
            }

            @Override
            public void literal(String text, YamlNode use) {
                checkBraces(text, use, isParameter, operationVariables);
            }
        };
    }

    private Expression operationValue(String name, YamlNode use, boolean isParameter) {
        String bare = ArgumentNames.unqualified(name, adapterNamespaces);
        List<OperationInput> feeds = inputs.find(bare == null ? name : bare);
        Expression own = feeds.isEmpty() ? null : own(feeds.get(0), isParameter);
        if (own != null) {
            return own;
        }
        Expression set = withValue(bare == null ? name : bare);
        if (set != null) {
            return set;
        }
        NamePath path = bare == null ? NamePath.split(name) : null;
        Expression outer = path == null ? null : withValue(path.name());
        if (path != null && path.rest() != null && outer != null) {
            return new Expression.PathInto(outer, path.rest());
        }
        return value(name, use, feeds.isEmpty() ? null : feeds.get(0), operationVariables);
    }

    /** What a parameter that exists for templates says by itself, also one for a placeholder of the path; null when it says nothing. */
    private @Nullable Expression own(OperationInput input, boolean isParameter) {
        if (input.declaration() == null) {
            return null;
        }
        boolean isOfEnvironment = input.declaration().in() == ParameterLocation.ENVIRONMENT;
        if (input.place() != InputLocation.TEMPLATE && !isOfEnvironment) {
            return null;
        }
        YamlNode fixed = input.fixedValue();
        if (fixed == null) {
            return isOfEnvironment
                    ? new Expression.VariableValue(operationVariables.environment(
                            input.name(), input.declaration().node()))
                    : null;
        }
        if (isParameter) {
            // Fixed values that name one another would never end.
            return null;
        }
        return fixed instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.STRING
                ? TemplateLinker.parameter(scalar.text(), scalar, inOperation())
                : TemplateLinker.data(fixed, inOperation());
    }

    private Expression value(String name, YamlNode use, @Nullable OperationInput feeds, VariableScope known) {
        if (name.startsWith("$")) {
            return path(name, use);
        }
        String bare = ArgumentNames.unqualified(name, adapterNamespaces);
        if (bare == null) {
            bare = qualifiers.argument(name);
        }
        if (bare != null) {
            return arguments.derive(bare, feeds, use);
        }
        Expression given = known(name);
        if (given != null) {
            return given;
        }
        Variable variable = known.find(name, use);
        if (variable != null) {
            return new Expression.VariableValue(variable);
        }
        return isMisspeltStep(name, use) ? new Expression.Absent() : arguments.derive(name, feeds, use);
    }

    /** Reports a name that is an earlier step's, but for a misspelling. */
    private boolean isMisspeltStep(String name, YamlNode use) {
        NamePath path = NamePath.split(name);
        String head = path == null ? name : path.name();
        String nearest = arguments.isKnown(head) ? null : NearestName.among(head, steps.all());
        if (nearest == null || !NearestName.isMisspelling(head, nearest)) {
            return false;
        }
        String meant = nearest + name.substring(head.length());
        problems.add(findings.error(
                "template-unknown-name",
                use,
                "\"" + head + "\" names no argument, step or variable; did you mean {{" + meant + "}}?",
                nearest));
        return true;
    }

    /** An argument, a step, or what a path finds in one; null when the name is neither's. */
    private @Nullable Expression known(String name) {
        Expression whole = argumentOrStep(name);
        if (whole != null) {
            return whole;
        }
        NamePath path = NamePath.split(name);
        Expression outer = path == null ? null : argumentOrStep(path.name());
        return path == null || path.rest() == null || outer == null
                ? null
                : new Expression.PathInto(outer, path.rest());
    }

    private @Nullable Expression argumentOrStep(String name) {
        Expression argument = arguments.find(name);
        if (argument != null) {
            return argument;
        }
        Integer step = steps.find(name);
        return step == null ? null : new Expression.StepValue(step);
    }

    /** A JSONPath over arguments and steps; what cannot be compiled is reported and yields nothing. */
    public Expression path(String written, YamlNode use) {
        return path(written, use, null);
    }

    private Expression path(String written, YamlNode use, @Nullable OperationInput feeds) {
        JsonPathExpression path = compile(written, use);
        if (path == null) {
            return new Expression.Absent();
        }
        String first = path.firstName();
        if (first != null) {
            Integer step = steps.find(first);
            JsonPathExpression rest = path.withoutFirstName();
            Expression of = step != null
                    ? new Expression.StepValue(step)
                    : arguments.derive(first, rest.isRoot() ? feeds : null, use);
            return rest.isRoot() ? of : new Expression.PathInto(of, rest);
        }
        Map<String, Expression> scope = new LinkedHashMap<>(arguments.all());
        scope.putAll(steps.results());
        return new Expression.PathOver(path, Map.copyOf(scope));
    }

    @Nullable
    public JsonPathExpression compile(String written, YamlNode use) {
        try {
            return JsonPathExpression.compile(written);
        } catch (JsonPathExpression.InvalidJsonPath e) {
            problems.add(findings.error("jsonpath-invalid", use, e.reason()));
            return null;
        }
    }

    /** A number, boolean or structure of {@code with}, or the text of a template, a path, an argument or a literal. */
    public Expression withExpression(YamlNode value, @Nullable OperationInput feeds) {
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
        if (text.startsWith("$") && !text.startsWith("${")) {
            return path(text, scalar, feeds);
        }
        String argument = qualifiers.argument(text);
        if (argument != null) {
            return arguments.derive(argument, feeds, scalar);
        }
        if (qualifiers.isBareNameArgument() && arguments.isKnown(text)) {
            return arguments.derive(text, feeds, scalar);
        }
        String misspelt = qualifiers.misspelt(text, arguments);
        if (misspelt != null) {
            problems.add(findings.error(
                    "with-foreign-prefix",
                    scalar,
                    "\"" + text + "\" is sent as this text; to pass the argument on, write " + misspelt,
                    misspelt));
            return new Expression.Absent();
        }
        String foreign = qualifiers.foreign(text);
        if (foreign != null) {
            findings.warn(
                    "with-foreign-prefix",
                    scalar,
                    "\"" + text + "\" is sent as this text; to pass an argument on, write "
                            + qualifiers.own().get(qualifiers.own().size() - 1) + text.substring(foreign.length()));
        }
        checkBraces(text, scalar, true, variables);
        return new Expression.Constant(scalar.toJson());
    }

    private void checkBraces(String text, YamlNode use, boolean isParameter, VariableScope known) {
        SingleBraces.find(
                text,
                name -> arguments.isKnown(name) || steps.isKnown(name) || known.isDeclared(name),
                (message, meant) -> {
                    if (isParameter) {
                        problems.add(findings.error(SingleBraces.RULE, use, message, meant));
                    } else {
                        findings.warn(SingleBraces.RULE, use, message);
                    }
                });
    }
}
