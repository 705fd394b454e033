package dev.capstan.engine.plan;

import dev.capstan.engine.exchange.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What an argument may be, and how a value of a neighbouring type becomes one where nothing is lost: text has no types, and
 * models write numbers as strings, and arrays and objects as JSON in strings.
 */
enum ArgumentType {
    STRING("a string", "string") {
        @Override
        @Nullable
        JsonNode coerce(JsonNode value) {
            return value.isString()
                    ? value
                    : value.isNumber() || value.isBoolean() ? NODES.stringNode(value.asString()) : null;
        }
    },
    INTEGER("an integer", "integer") {
        @Override
        @Nullable
        JsonNode coerce(JsonNode value) {
            if (value.isIntegralNumber()) {
                return value;
            }
            BigDecimal number = decimal(value);
            return number == null || number.stripTrailingZeros().scale() > 0 ? null : integer(number.toBigInteger());
        }
    },
    NUMBER("a number", "number") {
        @Override
        @Nullable
        JsonNode coerce(JsonNode value) {
            if (value.isNumber()) {
                return value;
            }
            BigDecimal number = decimal(value);
            if (number == null) {
                return null;
            }
            return value.asString().indexOf('.') < 0 && number.scale() == 0
                    ? integer(number.toBigInteger())
                    : NODES.numberNode(number);
        }
    },
    BOOLEAN("a boolean", "boolean") {
        @Override
        @Nullable
        JsonNode coerce(JsonNode value) {
            if (value.isBoolean()) {
                return value;
            }
            String text = value.isString() ? value.stringValue() : "";
            return text.equals("true") || text.equals("false") ? NODES.booleanNode(text.equals("true")) : null;
        }
    },
    ARRAY("an array", "array") {
        @Override
        @Nullable
        JsonNode coerce(JsonNode value) {
            return value.isArray() ? value : structure(value, '[');
        }

        @Override
        JsonNode separated(JsonNode value) {
            if (!value.isString() || structure(value, '[') != null) {
                return value;
            }
            ArrayNode array = NODES.arrayNode();
            if (!value.stringValue().isEmpty()) {
                for (String item : value.stringValue().split(",", -1)) {
                    array.add(item);
                }
            }
            return array;
        }
    },
    OBJECT("an object", "object") {
        @Override
        @Nullable
        JsonNode coerce(JsonNode value) {
            return value.isObject() ? value : structure(value, '{');
        }
    },
    /** A whole body: an object, an array, or text. */
    OBJECT_ARRAY_OR_STRING("an object, an array or a string", "object", "array", "string") {
        @Override
        @Nullable
        JsonNode coerce(JsonNode value) {
            return value.isObject() || value.isArray() ? value : STRING.coerce(value);
        }
    },
    /** The document does not say: whatever it is. */
    ANY("any value") {
        @Override
        JsonNode coerce(JsonNode value) {
            return value;
        }
    };

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Four digits of exponent keep a number small in memory. */
    private static final Pattern NUMBER_TEXT =
            Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,4})?");

    private static final int LONGEST_NUMBER = 1000;

    private final String phrase;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> jsonTypes;

    ArgumentType(String phrase, String... jsonTypes) {
        this.phrase = phrase;
        this.jsonTypes = List.of(jsonTypes);
    }

    /**
     * The type of that name.
     *
     * @param name as documents say it; unknown ones say nothing
     * @param anyJson see {@link dev.capstan.document.linked.Argument#anyJson()}
     */
    static ArgumentType of(@Nullable String name, boolean anyJson) {
        if (anyJson) {
            return OBJECT_ARRAY_OR_STRING;
        }
        return name == null
                ? ANY
                : switch (name) {
                    case "string" -> STRING;
                    case "integer" -> INTEGER;
                    case "number" -> NUMBER;
                    case "boolean" -> BOOLEAN;
                    case "array" -> ARRAY;
                    case "object" -> OBJECT;
                    default -> ANY;
                };
    }

    /** What is expected, for messages, with its article. */
    String phrase() {
        return phrase;
    }

    /** JSON Schema's types; empty for any. */
    List<String> jsonTypes() {
        return jsonTypes;
    }

    /** The value as this type; null when it is not of this type, and cannot become so without a loss. */
    abstract @Nullable JsonNode coerce(JsonNode value);

    /** A text as the array that its commas make of it, where this type is an array. */
    JsonNode separated(JsonNode value) {
        return value;
    }

    private static JsonNode integer(BigInteger value) {
        return value.bitLength() < 32
                ? NODES.numberNode(value.intValue())
                : value.bitLength() < 64 ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }

    /** The number that a number or a string is; null when it is none. */
    private static @Nullable BigDecimal decimal(JsonNode value) {
        if (!value.isString() && !value.isNumber()) {
            return null;
        }
        String text = value.asString();
        return text.length() <= LONGEST_NUMBER && NUMBER_TEXT.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    private static @Nullable JsonNode structure(JsonNode value, char open) {
        String text = value.isString() ? value.stringValue().strip() : "";
        return text.isEmpty() || text.charAt(0) != open ? null : Json.read(text);
    }
}
