package dev.capstan.samples.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What the interfaces of three model providers take for a tool, by their public documentation: OpenAI's function calling, Anthropic's tool
 * use, and the OpenAPI subset of Gemini's function declarations. Each refuses a whole request for one tool that breaks a rule.
 */
final class ModelProviderRules {
    /** OpenAI: {@code name}, at most 64 of these. Anthropic takes them too, and Gemini where the first is no digit or hyphen. */
    private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    /** Anthropic: the keys of {@code properties}. */
    private static final Pattern PROPERTY_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");
    /** Gemini: {@code Type}. */
    private static final Set<String> TYPES = Set.of("string", "number", "integer", "boolean", "array", "object");
    /** Gemini: no fields of {@code Schema}; Anthropic and OpenAI refuse some of them at the root. */
    private static final Set<String> UNKNOWN = Set.of(
            "oneOf", "allOf", "anyOf", "not", "if", "then", "else", "$ref", "$defs", "patternProperties", "const");

    private final List<String> broken = new ArrayList<>();

    /** Every rule that this tool breaks, with its place. */
    static List<String> brokenBy(JsonNode tool) {
        ModelProviderRules rules = new ModelProviderRules();
        String name = tool.path("name").asString("");
        if (!TOOL_NAME.matcher(name).matches()) {
            rules.broken.add("name: " + name);
        }
        if (tool.path("description").asString("").isBlank()) {
            rules.broken.add("description");
        }
        JsonNode schema = tool.path("inputSchema");
        if (!schema.path("type").asString("").equals("object")) {
            rules.broken.add("inputSchema: the root must be an object");
        }
        rules.check("inputSchema", schema, true);
        if (tool.has("outputSchema")) {
            rules.check("outputSchema", tool.path("outputSchema"), false);
        }
        return rules.broken;
    }

    /**
     * Judges a schema.
     *
     * @param needsType whether it goes to a provider, which wants one type everywhere
     */
    private void check(String place, JsonNode schema, boolean needsType) {
        JsonNode type = schema.path("type");
        if (type.isMissingNode() ? needsType : !type.isString() || !TYPES.contains(type.asString())) {
            broken.add(place + ": its type is " + type);
        }
        if (schema.isEmpty()) {
            broken.add(place + ": says nothing");
        }
        for (String keyword : schema.propertyNames()) {
            if (UNKNOWN.contains(keyword)) {
                broken.add(place + ": " + keyword);
            }
        }
        if (needsType
                && type.asString("").equals("array")
                && !schema.path("items").isObject()) {
            broken.add(place + ": an array without items");
        }
        if (schema.has("items")) {
            check(place + ".items", schema.path("items"), needsType);
        }
        schema.path("properties").forEachEntry((name, property) -> {
            if (needsType && !PROPERTY_NAME.matcher(name).matches()) {
                broken.add(place + ": the name " + name);
            }
            check(place + "." + name, property, needsType);
        });
        for (JsonNode required : schema.path("required")) {
            if (!schema.path("properties").has(required.asString(""))) {
                broken.add(place + ": requires " + required + ", which it does not have");
            }
        }
    }
}
