package dev.capstan.adapter.rest;

import dev.capstan.document.linked.Argument;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Holds a declared argument to its type and pattern; text is read as that type. Immutable. */
final class ArgumentCheck {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
    /** Longer ones are nobody's numbers, and costly to read. */
    private static final int LONGEST_NUMBER = 400;

    private final String type;
    private final @Nullable Pattern pattern;
    private final String expectation;

    private ArgumentCheck(String name, String type, @Nullable Pattern pattern) {
        this.type = type;
        this.pattern = pattern;
        this.expectation = "\"" + name + "\" has to be " + described(type)
                + (pattern == null ? "" : " that matches the pattern " + pattern.pattern());
    }

    /** The check for an argument; null when any value will do. */
    static @Nullable ArgumentCheck of(Argument argument) {
        String type = argument.type();
        if (type == null && argument.pattern() == null) {
            return null;
        }
        return new ArgumentCheck(argument.name(), type == null ? "any" : type, argument.pattern());
    }

    private static String described(String type) {
        return switch (type) {
            case "integer" -> "an integer";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "an array: repeated, or separated by commas";
            case "object" -> "a JSON object";
            case "string" -> "a text";
            default -> "a value";
        };
    }

    /** What is expected, for whoever sent something else. */
    String expectation() {
        return expectation;
    }

    /** The value as its type; null when it cannot be that. */
    @Nullable
    JsonNode read(JsonNode value) {
        if (pattern != null && !pattern.matcher(asText(value)).find()) {
            return null;
        }
        return switch (type) {
            case "integer" -> value.isString() ? integer(value.stringValue()) : value.isIntegralNumber() ? value : null;
            case "number" -> value.isString() ? number(value.stringValue()) : value.isNumber() ? value : null;
            case "boolean" -> value.isString() ? truth(value.stringValue()) : value.isBoolean() ? value : null;
            case "array" -> array(value);
            case "object" -> value.isString() ? object(value.stringValue()) : value.isObject() ? value : null;
            case "string" -> value.isString() ? value : null;
            default -> value;
        };
    }

    private static String asText(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static @Nullable JsonNode integer(String text) {
        if (text.length() > LONGEST_NUMBER || !INTEGER.matcher(text).matches()) {
            return null;
        }
        return text.length() <= 18
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
                : JsonNodeFactory.instance.numberNode(new BigInteger(text));
    }

    private static @Nullable JsonNode number(String text) {
        if (text.length() > LONGEST_NUMBER || !NUMBER.matcher(text).matches()) {
            return null;
        }
        JsonNode integer = integer(text);
        return integer == null ? JsonNodeFactory.instance.numberNode(new BigDecimal(text)) : integer;
    }

    private static @Nullable JsonNode truth(String text) {
        return switch (text) {
            case "true" -> JsonNodeFactory.instance.booleanNode(true);
            case "false" -> JsonNodeFactory.instance.booleanNode(false);
            default -> null;
        };
    }

    private static @Nullable JsonNode array(JsonNode value) {
        if (!value.isString()) {
            return value.isArray() ? value : null;
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        if (!value.stringValue().isEmpty()) {
            for (String item : value.stringValue().split(",", -1)) {
                array.add(item);
            }
        }
        return array;
    }

    private static @Nullable JsonNode object(String text) {
        JsonNode read = RequestFields.read(text);
        return read != null && read.isObject() ? read : null;
    }
}
