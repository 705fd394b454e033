package dev.capstan.document.linked;

/**
 * A parameter of an API as a whole that the document gives a value.
 *
 * @param location query, header or cookie
 * @param name as the document writes it
 * @param value a constant, or made from variables
 */
public record FixedValue(InputLocation location, String name, Expression value) {}
