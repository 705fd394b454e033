package dev.capstan.document.link.internal.name;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON type that a document's word for a type means. */
public final class JsonType {
    private JsonType() {}

    /** One of JSON Schema's type names; null when the word says nothing about JSON. */
    public static @Nullable String of(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "string", "date", "date-time", "datetime", "uuid", "uri", "email" -> "string";
            case "integer", "int", "int32", "int64", "long" -> "integer";
            case "number", "float", "double", "decimal" -> "number";
            case "boolean", "bool" -> "boolean";
            case "array", "list" -> "array";
            case "object", "map" -> "object";
            default -> null;
        };
    }
}
