package dev.capstan.validator.schema;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A compiled schema, or a part of one (JSON Schema 2020-12). Built once by {@link SchemaCompiler}, which fills the fields
 * before anyone else sees it; immutable afterwards and safe for any thread.
 */
public final class SchemaNode {
    /** A pattern that repeats a group recurses once for each repetition; no host name or media type is this long. */
    private static final int LONGEST_FOR_GROUPS = 1000;

    @Nullable
    String title;

    @Nullable
    String description;

    boolean warning;
    boolean never;

    /** Bits of {@link JsonTypes}; 0 allows every type. */
    int types;

    Set<String> values = Set.of();
    boolean constant;

    @Nullable
    Pattern pattern;

    boolean patternRepeatsGroup;
    int minLength;
    int maxLength = Integer.MAX_VALUE;

    @Nullable
    BigDecimal minimum;

    @Nullable
    BigDecimal maximum;

    Map<String, SchemaNode> properties = Map.of();
    List<String> required = List.of();
    List<String> recommended = List.of();
    boolean closed;

    @Nullable
    SchemaNode additional;

    @Nullable
    SchemaNode names;

    int minItems;

    @Nullable
    SchemaNode items;

    @Nullable
    SchemaNode contains;

    @Nullable
    SchemaNode reference;

    List<SchemaNode> allOf = List.of();
    List<SchemaNode> anyOf = List.of();
    List<SchemaNode> oneOf = List.of();

    @Nullable
    SchemaNode not;

    @Nullable
    SchemaNode condition;

    @Nullable
    SchemaNode then;

    @Nullable
    SchemaNode otherwise;

    SchemaNode() {}

    /** What this object is called; null where the schema does not say. */
    public @Nullable String title() {
        return title == null && reference != null ? reference.title() : title;
    }

    /** What it is for; null where the schema does not say. */
    public @Nullable String description() {
        return description == null && reference != null ? reference.description() : description;
    }

    /** The values that are allowed, in the schema's order; empty when the schema does not list them. */
    public Set<String> values() {
        return values.isEmpty() && reference != null ? reference.values() : values;
    }

    /** The members that this schema itself names, without those of its branches, in the schema's order. */
    public Map<String, SchemaNode> properties() {
        return Collections.unmodifiableMap(properties);
    }

    /** The members that must be there, without those that only a branch asks for. */
    public List<String> required() {
        return required;
    }

    /** Whether a text has the form that the pattern asks for. */
    boolean fits(String text) {
        if (pattern == null) {
            return true;
        }
        return !(patternRepeatsGroup && text.length() > LONGEST_FOR_GROUPS)
                && pattern.matcher(text).find();
    }

    /** The types that a value can have, as far as they can be told without its branches. */
    int allowedTypes() {
        if (types != 0) {
            return types;
        }
        return reference != null ? reference.allowedTypes() : values.isEmpty() ? JsonTypes.ANY : JsonTypes.STRING;
    }

    /** Whether a key is named here and not merely to forbid it. */
    boolean offers(String key) {
        SchemaNode property = properties.get(key);
        return property != null && !property.never;
    }

    void properties(LinkedHashMap<String, SchemaNode> declared) {
        properties = declared;
    }

    /** Whether a mapping or list is judged by its type alone, whatever is in it. */
    boolean takesAnyContent() {
        return properties.isEmpty()
                && additional == null
                && !closed
                && items == null
                && reference == null
                && condition == null
                && allOf.isEmpty()
                && anyOf.isEmpty()
                && oneOf.isEmpty();
    }
}
