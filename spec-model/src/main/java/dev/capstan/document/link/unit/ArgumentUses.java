package dev.capstan.document.link.unit;

import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.linked.expression.ExpressionVisitor;

/** Tells whether an expression is made of an argument. */
record ArgumentUses(int argument) implements ExpressionVisitor<Boolean> {
    static boolean isIn(Expression expression, int argument) {
        return expression.accept(new ArgumentUses(argument));
    }

    private boolean isIn(Expression expression) {
        return expression.accept(this);
    }

    @Override
    public Boolean visitConstant(Expression.Constant constant) {
        return false;
    }

    @Override
    public Boolean visitAbsent(Expression.Absent absent) {
        return false;
    }

    @Override
    public Boolean visitArgument(Expression.ArgumentValue value) {
        return value.index() == argument;
    }

    @Override
    public Boolean visitStep(Expression.StepValue step) {
        return false;
    }

    @Override
    public Boolean visitVariable(Expression.VariableValue variable) {
        return false;
    }

    @Override
    public Boolean visitFirstOf(Expression.FirstOf first) {
        return first.choices().stream().anyMatch(this::isIn);
    }

    @Override
    public Boolean visitOrNull(Expression.OrNull orNull) {
        return isIn(orNull.of());
    }

    @Override
    public Boolean visitPathInto(Expression.PathInto path) {
        return isIn(path.of());
    }

    @Override
    public Boolean visitPathOver(Expression.PathOver path) {
        return path.scope().values().stream().anyMatch(this::isIn);
    }

    @Override
    public Boolean visitText(Expression.Text text) {
        return text.parts().stream().anyMatch(this::isIn);
    }

    @Override
    public Boolean visitObject(Expression.ObjectOf object) {
        return object.members().values().stream().anyMatch(this::isIn);
    }

    @Override
    public Boolean visitArray(Expression.ArrayOf array) {
        return array.items().stream().anyMatch(this::isIn);
    }

    @Override
    public Boolean visitJsonText(Expression.JsonText text) {
        return text.parts().stream().anyMatch(part -> part.value() != null && isIn(part.value()));
    }
}
