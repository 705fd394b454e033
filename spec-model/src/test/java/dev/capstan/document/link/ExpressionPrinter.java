package dev.capstan.document.link;

import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.linked.expression.ExpressionVisitor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes an expression with the names of arguments and steps: {@code imo}, {@code <ships>.$.name}, {@code ${TOKEN}}. */
final class ExpressionPrinter implements ExpressionVisitor<String> {
    private final List<String> arguments;
    private final List<String> steps;

    ExpressionPrinter(List<String> arguments, List<String> steps) {
        this.arguments = arguments;
        this.steps = steps;
    }

    String step(int index) {
        return "<" + steps.get(index) + ">";
    }

    private String all(List<Expression> expressions, String separator) {
        return expressions.stream().map(one -> one.accept(this)).collect(Collectors.joining(separator));
    }

    private String members(Map<String, Expression> members) {
        return members.entrySet().stream()
                .map(member -> member.getKey() + ": " + member.getValue().accept(this))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public String visitConstant(Expression.Constant constant) {
        return constant.value().toString();
    }

    @Override
    public String visitAbsent(Expression.Absent absent) {
        return "absent";
    }

    @Override
    public String visitArgument(Expression.ArgumentValue argument) {
        return arguments.get(argument.index());
    }

    @Override
    public String visitStep(Expression.StepValue step) {
        return step(step.index());
    }

    @Override
    public String visitVariable(Expression.VariableValue variable) {
        return "${" + variable.variable().name() + "}";
    }

    @Override
    public String visitFirstOf(Expression.FirstOf first) {
        return all(first.choices(), " or ");
    }

    @Override
    public String visitOrNull(Expression.OrNull value) {
        return value.of().accept(this) + " or null";
    }

    @Override
    public String visitPathInto(Expression.PathInto path) {
        return path.of().accept(this) + "." + path.path();
    }

    @Override
    public String visitPathOver(Expression.PathOver path) {
        return path.path() + " of " + members(path.scope());
    }

    @Override
    public String visitText(Expression.Text text) {
        return "text(" + all(text.parts(), " + ") + ")" + (text.needsAll() ? " if all are there" : "")
                + (text.escaping() == Expression.Escaping.XML ? ", escaped" : "");
    }

    @Override
    public String visitObject(Expression.ObjectOf object) {
        return members(object.members());
    }

    @Override
    public String visitArray(Expression.ArrayOf array) {
        return "[" + all(array.items(), ", ") + "]";
    }

    @Override
    public String visitJsonText(Expression.JsonText text) {
        return text.parts().stream()
                .map(part -> {
                    Expression value = part.value();
                    return value == null ? String.valueOf(part.literal()) : "‹" + value.accept(this) + "›";
                })
                .collect(Collectors.joining());
    }
}
