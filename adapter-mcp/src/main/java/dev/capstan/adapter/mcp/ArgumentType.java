package dev.capstan.adapter.mcp;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What an argument may be, and how a value of a neighbouring type becomes one where nothing is lost: models write numbers
 * as strings, and arrays and objects as JSON in strings.
 */
enum ArgumentType {
    STRING("a string", "string") {
        @Override
        @Nullable
        JsonNode scalar(JsonToken token, JsonParser parser, JsonMapper mapper) {
            return NODES.stringNode(parser.getString());
        }
    },
    INTEGER("an integer", "integer") {
        @Override
        @Nullable
        JsonNode scalar(JsonToken token, JsonParser parser, JsonMapper mapper) {
            if (token == JsonToken.VALUE_NUMBER_INT) {
                return integer(parser);
            }
            BigDecimal number =
                    token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE ? null : decimal(parser);
            return number == null || number.stripTrailingZeros().scale() > 0 ? null : integer(number.toBigInteger());
        }
    },
    NUMBER("a number", "number") {
        @Override
        @Nullable
        JsonNode scalar(JsonToken token, JsonParser parser, JsonMapper mapper) {
            if (token == JsonToken.VALUE_NUMBER_INT) {
                return integer(parser);
            }
            BigDecimal number =
                    token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE ? null : decimal(parser);
            if (number == null) {
                return null;
            }
            return parser.getString().indexOf('.') < 0 && number.scale() == 0
                    ? integer(number.toBigInteger())
                    : NODES.numberNode(number);
        }
    },
    BOOLEAN("a boolean", "boolean") {
        @Override
        @Nullable
        JsonNode scalar(JsonToken token, JsonParser parser, JsonMapper mapper) {
            if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
                return NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            }
            String text = token == JsonToken.VALUE_STRING ? parser.getString() : "";
            return text.equals("true") || text.equals("false") ? NODES.booleanNode(text.equals("true")) : null;
        }
    },
    ARRAY("an array", "array") {
        @Override
        @Nullable
        JsonNode scalar(JsonToken token, JsonParser parser, JsonMapper mapper) {
            return structure(token, parser, mapper, '[');
        }
    },
    OBJECT("an object", "object") {
        @Override
        @Nullable
        JsonNode scalar(JsonToken token, JsonParser parser, JsonMapper mapper) {
            return structure(token, parser, mapper, '{');
        }
    },
    /** A whole body: an object, an array, or text. */
    OBJECT_ARRAY_OR_STRING("an object, an array or a string", "object", "array", "string") {
        @Override
        @Nullable
        JsonNode scalar(JsonToken token, JsonParser parser, JsonMapper mapper) {
            return STRING.scalar(token, parser, mapper);
        }
    },
    /** The document does not say: whatever it is. */
    ANY("any value") {
        @Override
        @Nullable
        JsonNode scalar(JsonToken token, JsonParser parser, JsonMapper mapper) {
            return switch (token) {
                case VALUE_STRING -> STRING.scalar(token, parser, mapper);
                case VALUE_TRUE, VALUE_FALSE -> BOOLEAN.scalar(token, parser, mapper);
                default -> NUMBER.scalar(token, parser, mapper);
            };
        }
    };

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
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

    /** Whether that type is one of {@link #jsonTypes}, or all are. */
    private boolean takes(String jsonType) {
        return jsonTypes.isEmpty() || jsonTypes.contains(jsonType);
    }

    /**
     * Reads the value the parser stands at, which is not null. Leaves the parser at its last token.
     *
     * @return null when it is not of this type, and cannot become so without a loss
     */
    @Nullable
    JsonNode read(JsonParser parser, JsonMapper mapper) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            if (takes(token == JsonToken.START_OBJECT ? "object" : "array")) {
                return parser.readValueAsTree();
            }
            parser.skipChildren();
            return null;
        }
        return scalar(token, parser, mapper);
    }

    /** Reads a string, number or boolean. */
    abstract @Nullable JsonNode scalar(JsonToken token, JsonParser parser, JsonMapper mapper);

    private static JsonNode integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private static JsonNode integer(BigInteger value) {
        return value.bitLength() < 32
                ? NODES.numberNode(value.intValue())
                : value.bitLength() < 64 ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }

    /** The number that a number or a string is; null when it is none. Four digits of exponent keep it small in memory. */
    private static @Nullable BigDecimal decimal(JsonParser parser) {
        String text = parser.getString();
        return text.length() <= LONGEST_NUMBER && NUMBER_TEXT.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    private static @Nullable JsonNode structure(JsonToken token, JsonParser parser, JsonMapper mapper, char open) {
        String text = token == JsonToken.VALUE_STRING ? parser.getString().strip() : "";
        if (text.isEmpty() || text.charAt(0) != open) {
            return null;
        }
        try {
            return mapper.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }
}
