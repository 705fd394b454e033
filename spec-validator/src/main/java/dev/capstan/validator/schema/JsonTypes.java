package dev.capstan.validator.schema;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** JSON's types as bits, and which of them a node has (JSON Schema 2020-12 core, section 4.2.1). */
final class JsonTypes {
    static final int STRING = 1;
    static final int NUMBER = 2;
    static final int INTEGER = 4;
    static final int BOOLEAN = 8;
    static final int NULL = 16;
    static final int OBJECT = 32;
    static final int ARRAY = 64;
    static final int ANY = 127;

    private JsonTypes() {}

    static int named(String name) {
        return switch (name) {
            case "string" -> STRING;
            case "number" -> NUMBER;
            case "integer" -> INTEGER;
            case "boolean" -> BOOLEAN;
            case "null" -> NULL;
            case "object" -> OBJECT;
            case "array" -> ARRAY;
            default -> throw new IllegalArgumentException("no JSON type is called " + name);
        };
    }

    static int of(YamlNode node) {
        if (node instanceof YamlMapping) {
            return OBJECT;
        }
        if (!(node instanceof YamlScalar scalar)) {
            return ARRAY;
        }
        return switch (scalar.kind()) {
            case STRING -> STRING;
            case BOOLEAN -> BOOLEAN;
            case NULL -> NULL;
            case INTEGER -> NUMBER | INTEGER;
            case FLOAT -> ofFloat(scalar.toJson());
        };
    }

    /** Infinities are texts in JSON; a number without a fraction is an integer however it is written. */
    private static int ofFloat(JsonNode value) {
        if (!value.isNumber()) {
            return STRING;
        }
        BigDecimal number = value.decimalValue();
        return number.stripTrailingZeros().scale() <= 0 ? NUMBER | INTEGER : NUMBER;
    }

    /** The types in words, such as {@code a text or a list}. */
    static String words(int types) {
        List<String> words = new ArrayList<>();
        add(words, types, STRING, "a text");
        if ((types & NUMBER) != 0) {
            words.add("a number");
        } else {
            add(words, types, INTEGER, "a whole number");
        }
        add(words, types, BOOLEAN, "true or false");
        add(words, types, ARRAY, "a list");
        add(words, types, OBJECT, "a mapping");
        if (words.isEmpty()) {
            words.add("nothing");
        }
        String last = words.remove(words.size() - 1);
        return words.isEmpty() ? last : String.join(", ", words) + " or " + last;
    }

    private static void add(List<String> words, int types, int type, String word) {
        if ((types & type) != 0) {
            words.add(word);
        }
    }
}
