package dev.capstan.engine.internal.compile;

import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.linked.expression.ExpressionVisitor;
import dev.capstan.document.linked.expression.Variable;
import dev.capstan.engine.internal.run.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Compiles expressions to values by slot, with variables put in. */
public final class ExpressionCompiler implements ExpressionVisitor<Value> {
    private final Function<Variable, String> variables;
    private final int arguments;

    /**
     * A compiler for the expressions of one unit.
     *
     * @param variables gives each variable's value; all are known by now
     * @param arguments how many arguments come before the results of steps in a frame
     */
    public ExpressionCompiler(Function<Variable, String> variables, int arguments) {
        this.variables = variables;
        this.arguments = arguments;
    }

    /** An expression as a value. */
    public Value compile(Expression expression) {
        return expression.accept(this);
    }

    /** The text of an expression that depends on no call; empty when it is absent. */
    public String text(Expression expression) {
        JsonNode value = compile(expression).of(new JsonNode[0]);
        return value == null ? "" : Value.text(value);
    }

    @Override
    public Value visitConstant(Expression.Constant constant) {
        return constant.value().isNull() ? new Value.Nothing() : new Value.Constant(constant.value());
    }

    @Override
    public Value visitAbsent(Expression.Absent absent) {
        return new Value.Nothing();
    }

    @Override
    public Value visitArgument(Expression.ArgumentValue argument) {
        return new Value.OfSlot(argument.index());
    }

    @Override
    public Value visitStep(Expression.StepValue step) {
        return new Value.OfSlot(arguments + step.index());
    }

    @Override
    public Value visitVariable(Expression.VariableValue variable) {
        return new Value.Constant(JsonNodeFactory.instance.stringNode(variables.apply(variable.variable())));
    }

    @Override
    public Value visitFirstOf(Expression.FirstOf first) {
        return new Value.OfFirst(first.choices().stream().map(this::compile).toList());
    }

    @Override
    public Value visitOrNull(Expression.OrNull orNull) {
        return new Value.OrNull(compile(orNull.of()));
    }

    @Override
    public Value visitPathInto(Expression.PathInto path) {
        return new Value.OfPathInto(compile(path.of()), path.path());
    }

    @Override
    public Value visitPathOver(Expression.PathOver path) {
        return new Value.OfPathOver(path.path(), entries(path.scope(), false));
    }

    @Override
    public Value visitText(Expression.Text text) {
        List<Value> parts = new ArrayList<>();
        boolean isKnown = true;
        for (Expression part : text.parts()) {
            Value value = member(part);
            if (text.escaping() == Expression.Escaping.XML && !(part instanceof Expression.Constant)) {
                value = new Value.OfXmlText(value);
                isKnown = false;
            }
            isKnown &= value.constant() != null;
            parts.add(value);
        }
        Value made = new Value.OfText(List.copyOf(parts), text.needsAll());
        // Text whose parts are all known is known.
        JsonNode known = isKnown ? made.of(new JsonNode[0]) : null;
        return known == null ? made : new Value.Constant(known);
    }

    @Override
    public Value visitObject(Expression.ObjectOf object) {
        return new Value.OfObject(entries(object.members(), true));
    }

    @Override
    public Value visitArray(Expression.ArrayOf array) {
        return new Value.OfArray(array.items().stream().map(this::member).toList());
    }

    @Override
    public Value visitJsonText(Expression.JsonText text) {
        List<Value.OfJsonText.Part> parts = new ArrayList<>();
        for (Expression.JsonPart part : text.parts()) {
            Value value = part.value() == null ? new Value.Nothing() : compile(part.value());
            parts.add(new Value.OfJsonText.Part(part.literal(), value, part.quoted()));
        }
        return new Value.OfJsonText(List.copyOf(parts));
    }

    private List<Map.Entry<String, Value>> entries(Map<String, Expression> expressions, boolean areMembers) {
        List<Map.Entry<String, Value>> entries = new ArrayList<>();
        expressions.forEach((name, value) -> entries.add(Map.entry(name, areMembers ? member(value) : compile(value))));
        return List.copyOf(entries);
    }

    /** A null that the document writes in structured data is meant: it is a member with the value null. */
    private Value member(Expression expression) {
        return expression instanceof Expression.Constant constant
                ? new Value.Constant(constant.value())
                : compile(expression);
    }
}
