package dev.capstan.document.linked;

import dev.capstan.document.syntax.JsonPathExpression;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a value comes from, with all names resolved. An expression yields a JSON value, or nothing: an absent argument
 * is nothing, and what it alone feeds is left out of the request.
 */
public sealed interface Expression {
    /** A value that is known from the document. */
    record Constant(JsonNode value) implements Expression {}

    /** Nothing: a name that no one supplies. */
    record Absent() implements Expression {}

    /**
     * An argument of the unit.
     *
     * @param index its place in {@link LinkedUnit#arguments()}
     */
    record ArgumentValue(int index) implements Expression {}

    /** A variable from outside the document, known once binds are resolved. */
    record VariableValue(Variable variable) implements Expression {}

    /** The first of these that is not absent. */
    record FirstOf(List<Expression> choices) implements Expression {}

    /**
     * A field inside another value.
     *
     * @param names the way down, outermost first
     */
    record Field(Expression of, List<String> names) implements Expression {}

    /**
     * Text made from parts: strings as they are, everything else as JSON.
     *
     * @param needsAll whether one absent part makes the whole text absent, as in a parameter's value; else absent parts
     *     are empty, as in a body
     */
    record Text(List<Expression> parts, boolean needsAll) implements Expression {}

    /** An object whose members are computed; absent members are left out. */
    record ObjectOf(Map<String, Expression> members) implements Expression {}

    /** An array whose items are computed; absent items are left out. */
    record ArrayOf(List<Expression> items) implements Expression {}

    /**
     * JSON written as text with names in it.
     *
     * @param parts literals and values, in order
     */
    record JsonText(List<JsonPart> parts) implements Expression {}

    /**
     * A part of a {@link JsonText}: a literal, or a value that is escaped inside quotes and written as JSON outside.
     *
     * @param literal null for a value
     * @param value null for a literal
     * @param quoted whether the value stands inside quotes
     */
    record JsonPart(@Nullable String literal, @Nullable Expression value, boolean quoted) {}

    /**
     * A JSONPath over the unit's arguments and steps, each by name.
     *
     * @param argumentIndexes the arguments that the path's scope holds, by name
     */
    record PathOver(JsonPathExpression path, Map<String, Integer> argumentIndexes) implements Expression {}
}
