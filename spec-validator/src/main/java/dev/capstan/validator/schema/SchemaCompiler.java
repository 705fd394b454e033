package dev.capstan.validator.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Compiles a JSON Schema that uses the keywords known here; any other keyword is a mistake in the schema. */
final class SchemaCompiler {
    private static final String REFERENCE_PREFIX = "#/$defs/";

    private final JsonNode definitions;
    private final Map<String, SchemaNode> compiled = new HashMap<>();

    private SchemaCompiler(JsonNode root) {
        this.definitions = root.path("$defs");
    }

    static SchemaNode compile(JsonNode root) {
        return new SchemaCompiler(root).schema(root);
    }

    private SchemaNode schema(JsonNode source) {
        SchemaNode node = new SchemaNode();
        fill(node, source);
        return node;
    }

    private List<SchemaNode> schemas(JsonNode sources) {
        List<SchemaNode> nodes = new ArrayList<>();
        for (JsonNode source : sources) {
            nodes.add(schema(source));
        }
        return List.copyOf(nodes);
    }

    /** Definitions refer to each other in circles: a node is registered before it is filled. */
    private SchemaNode definition(String reference) {
        SchemaNode known = compiled.get(reference);
        if (known != null) {
            return known;
        }
        JsonNode source = reference.startsWith(REFERENCE_PREFIX)
                ? definitions.get(reference.substring(REFERENCE_PREFIX.length()))
                : null;
        if (source == null) {
            throw new IllegalArgumentException("the schema refers to " + reference + ", which it does not define");
        }
        SchemaNode node = new SchemaNode();
        compiled.put(reference, node);
        fill(node, source);
        return node;
    }

    private void fill(SchemaNode node, JsonNode source) {
        if (!source.isObject()) {
            throw new IllegalArgumentException("a schema must be an object, not " + source);
        }
        for (Map.Entry<String, JsonNode> keyword : source.properties()) {
            keyword(node, keyword.getKey(), keyword.getValue());
        }
    }

    private void keyword(SchemaNode node, String keyword, JsonNode value) {
        switch (keyword) {
            case "$schema", "$id", "$defs", "format", "default", "examples" -> {
                // Annotations: they decide no verdict.
            }
            case "title" -> node.title = value.asString();
            case "description" -> node.description = value.asString();
            case "x-severity" -> node.warning = value.asString().equals("warn");
            case "x-recommended" -> node.recommended = strings(value);
            case "type" -> node.types = types(value);
            case "enum" -> node.values = new LinkedHashSet<>(strings(value));
            case "const" -> {
                node.values = Set.of(string(value));
                node.constant = true;
            }
            case "pattern" -> pattern(node, value.asString());
            case "minLength" -> node.minLength = value.intValue();
            case "maxLength" -> node.maxLength = value.intValue();
            case "minimum" -> node.minimum = value.decimalValue();
            case "maximum" -> node.maximum = value.decimalValue();
            case "properties" -> node.properties(members(value));
            case "required" -> node.required = strings(value);
            case "additionalProperties" -> {
                node.closed = value.isBoolean() && !value.booleanValue();
                node.additional = value.isObject() ? schema(value) : null;
            }
            case "propertyNames" -> node.names = schema(value);
            case "minItems" -> node.minItems = value.intValue();
            case "items" -> node.items = schema(value);
            case "contains" -> node.contains = schema(value);
            default -> applicator(node, keyword, value);
        }
    }

    private void applicator(SchemaNode node, String keyword, JsonNode value) {
        switch (keyword) {
            case "$ref" -> node.reference = definition(value.asString());
            case "allOf" -> node.allOf = schemas(value);
            case "anyOf" -> node.anyOf = schemas(value);
            case "oneOf" -> node.oneOf = schemas(value);
            case "not" -> {
                node.not = schema(value);
                node.never = value.isEmpty();
            }
            case "if" -> node.condition = schema(value);
            case "then" -> node.then = schema(value);
            case "else" -> node.otherwise = schema(value);
            default -> throw new IllegalArgumentException("the schema uses the keyword " + keyword + ", unknown here");
        }
    }

    private LinkedHashMap<String, SchemaNode> members(JsonNode value) {
        LinkedHashMap<String, SchemaNode> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            members.put(member.getKey(), schema(member.getValue()));
        }
        return members;
    }

    private static int types(JsonNode value) {
        if (value.isString()) {
            return JsonTypes.named(value.asString());
        }
        int types = 0;
        for (String name : strings(value)) {
            types |= JsonTypes.named(name);
        }
        return types;
    }

    /** ECMA-262's {@code $} matches only at the end; Java's also matches before a last line feed. */
    private static void pattern(SchemaNode node, String text) {
        boolean toEnd = text.endsWith("$") && !text.endsWith("\\$");
        node.pattern = Pattern.compile(toEnd ? text.substring(0, text.length() - 1) + "\\z" : text);
        node.patternRepeatsGroup = text.contains(")*") || text.contains(")+");
    }

    private static List<String> strings(JsonNode values) {
        List<String> strings = new ArrayList<>();
        for (JsonNode value : values) {
            strings.add(string(value));
        }
        return List.copyOf(strings);
    }

    private static String string(JsonNode value) {
        if (!value.isString()) {
            throw new IllegalArgumentException("only texts can be listed here, not " + value);
        }
        return value.asString();
    }
}
