package dev.capstan.document.linked.expression;

/**
 * One method for each kind of expression: whoever handles expressions handles them all.
 *
 * @param <R> what an expression is turned into
 */
public interface ExpressionVisitor<R> {
    /** A value that is known from the document. */
    R visitConstant(Expression.Constant constant);

    /** Nothing. */
    R visitAbsent(Expression.Absent absent);

    /** An argument. */
    R visitArgument(Expression.ArgumentValue argument);

    /** The result of a step. */
    R visitStep(Expression.StepValue step);

    /** A variable. */
    R visitVariable(Expression.VariableValue variable);

    /** The first that is there. */
    R visitFirstOf(Expression.FirstOf first);

    /** A value, or null. */
    R visitOrNull(Expression.OrNull orNull);

    /** A path into a value. */
    R visitPathInto(Expression.PathInto path);

    /** A path over several values. */
    R visitPathOver(Expression.PathOver path);

    /** Text. */
    R visitText(Expression.Text text);

    /** An object. */
    R visitObject(Expression.ObjectOf object);

    /** An array. */
    R visitArray(Expression.ArrayOf array);

    /** JSON as text. */
    R visitJsonText(Expression.JsonText text);
}
