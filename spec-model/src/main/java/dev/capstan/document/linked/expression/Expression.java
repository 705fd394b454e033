package dev.capstan.document.linked.expression;

import dev.capstan.document.linked.Behaviour;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.syntax.JsonPathExpression;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a value comes from, with all names resolved. An expression yields a JSON value, or nothing: an absent argument
 * is nothing, and what it alone feeds is left out of the request.
 */
public sealed interface Expression {
    /** Calls the method of the visitor that is this expression's kind's. */
    <R> R accept(ExpressionVisitor<R> visitor);

    /** Whether this expression, or one that it is made of, is one of the wanted. */
    default boolean contains(Predicate<Expression> wanted) {
        return new ExpressionSearch(wanted).finds(this);
    }

    /** A value that is known from the document. */
    record Constant(JsonNode value) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitConstant(this);
        }
    }

    /** Nothing: a name that no one supplies. */
    record Absent() implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitAbsent(this);
        }
    }

    /**
     * An argument of the unit.
     *
     * @param index its place in {@link LinkedUnit#arguments()}
     */
    record ArgumentValue(int index) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitArgument(this);
        }
    }

    /**
     * The result of an earlier step.
     *
     * @param index the step's place in {@link Behaviour.Steps#steps()}
     */
    record StepValue(int index) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitStep(this);
        }
    }

    /** A variable from outside the document, known once binds are resolved. */
    record VariableValue(Variable variable) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitVariable(this);
        }
    }

    /** The first of these that is not absent. */
    record FirstOf(List<Expression> choices) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitFirstOf(this);
        }
    }

    /** A value, or JSON null where it is absent. */
    record OrNull(Expression of) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitOrNull(this);
        }
    }

    /** What a JSONPath finds inside another value. */
    record PathInto(Expression of, JsonPathExpression path) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitPathInto(this);
        }
    }

    /**
     * A JSONPath over several values by name, where the path does not say at its beginning which it is about.
     *
     * @param scope what the path's root holds, by name
     */
    record PathOver(JsonPathExpression path, Map<String, Expression> scope) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitPathOver(this);
        }
    }

    /**
     * Text made from parts: strings as they are, everything else as JSON.
     *
     * @param needsAll whether one absent part makes the whole text absent, as in a parameter's value; else absent parts
     *     are empty, as in a body
     * @param escaping how the parts that are no constants are escaped
     */
    record Text(List<Expression> parts, boolean needsAll, Escaping escaping) implements Expression {
        /** Without escaping. */
        public Text(List<Expression> parts, boolean needsAll) {
            this(parts, needsAll, Escaping.NONE);
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitText(this);
        }
    }

    /** How a value is escaped where it becomes part of a text. */
    enum Escaping {
        /** Not at all. */
        NONE,
        /** As XML text or attribute value: a value can never add markup. */
        XML
    }

    /** An object whose members are computed; absent members are left out. */
    record ObjectOf(Map<String, Expression> members) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitObject(this);
        }
    }

    /** An array whose items are computed; absent items are left out. */
    record ArrayOf(List<Expression> items) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitArray(this);
        }
    }

    /**
     * JSON written as text with names in it.
     *
     * @param parts literals and values, in order
     */
    record JsonText(List<JsonPart> parts) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitJsonText(this);
        }
    }

    /**
     * A part of a {@link JsonText}: a literal, or a value that is escaped inside quotes and written as JSON outside.
     *
     * @param literal null for a value
     * @param value null for a literal
     * @param quoted whether the value stands inside quotes
     */
    record JsonPart(@Nullable String literal, @Nullable Expression value, boolean quoted) {}
}
