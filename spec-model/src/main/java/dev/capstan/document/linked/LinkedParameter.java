package dev.capstan.document.linked;

import dev.capstan.document.linked.expression.Expression;

/**
 * A parameter of an API as a whole that has a fixed value.
 *
 * @param location query, header or cookie
 * @param name its published name
 * @param value made from constants and variables
 */
public record LinkedParameter(InputLocation location, String name, Expression value) {}
