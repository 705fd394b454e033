package dev.capstan.document.linked.expression;

import java.util.Collection;
import java.util.function.Predicate;

/** Looks for an expression in another one and in all that it is made of. */
record ExpressionSearch(Predicate<Expression> wanted) implements ExpressionVisitor<Boolean> {
    boolean finds(Expression expression) {
        return wanted.test(expression) || expression.accept(this);
    }

    private boolean findsAny(Collection<Expression> expressions) {
        return expressions.stream().anyMatch(this::finds);
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
    public Boolean visitArgument(Expression.ArgumentValue argument) {
        return false;
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
        return findsAny(first.choices());
    }

    @Override
    public Boolean visitOrNull(Expression.OrNull orNull) {
        return finds(orNull.of());
    }

    @Override
    public Boolean visitPathInto(Expression.PathInto path) {
        return finds(path.of());
    }

    @Override
    public Boolean visitPathOver(Expression.PathOver path) {
        return findsAny(path.scope().values());
    }

    @Override
    public Boolean visitText(Expression.Text text) {
        return findsAny(text.parts());
    }

    @Override
    public Boolean visitObject(Expression.ObjectOf object) {
        return findsAny(object.members().values());
    }

    @Override
    public Boolean visitArray(Expression.ArrayOf array) {
        return findsAny(array.items());
    }

    @Override
    public Boolean visitJsonText(Expression.JsonText text) {
        return text.parts().stream().anyMatch(part -> part.value() != null && finds(part.value()));
    }
}
