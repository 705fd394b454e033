package dev.capstan.linter.provider;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What the interfaces of model providers take of tools, by their public documentation. Each refuses a whole request for one tool that
 * breaks a rule. Stateless; safe for any thread.
 */
public final class ModelProviderRules {
    /** OpenAI: the most tools of a request. */
    public static final int MOST_TOOLS = 128;

    private static final int LONGEST_DESCRIPTION = 1024;
    private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern GEMINI_BEGINNING = Pattern.compile("[a-zA-Z_].*");
    private static final Pattern PROPERTY_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");
    private static final Set<String> TYPES = Set.of("string", "number", "integer", "boolean", "array", "object");
    /** No fields of Gemini's {@code Schema}; the others refuse some of them at the root. */
    private static final Set<String> UNKNOWN = Set.of(
            "oneOf", "allOf", "anyOf", "not", "if", "then", "else", "$ref", "$defs", "patternProperties", "const");

    private static final Set<ModelProvider> ALL = EnumSet.allOf(ModelProvider.class);
    private static final Set<ModelProvider> OPENAI = EnumSet.of(ModelProvider.OPENAI);
    private static final Set<ModelProvider> ANTHROPIC = EnumSet.of(ModelProvider.ANTHROPIC);
    private static final Set<ModelProvider> GEMINI = EnumSet.of(ModelProvider.GEMINI);

    private final List<Refusal> found = new ArrayList<>();

    private ModelProviderRules() {}

    /** What is refused of so many tools, whatever they are. */
    public static List<Refusal> ofCount(int tools) {
        return tools <= MOST_TOOLS
                ? List.of()
                : List.of(new Refusal(
                        OPENAI, "", "there are " + tools + " tools, and " + MOST_TOOLS + " are the most of a request"));
    }

    /** What is refused of a tool, as a list of tools shows it. */
    public static List<Refusal> of(JsonNode tool) {
        ModelProviderRules rules = new ModelProviderRules();
        rules.name(tool.path("name").asString(""));
        rules.description(tool.path("description").asString(""));
        JsonNode schema = tool.path("inputSchema");
        if (!schema.path("type").asString("").equals("object")) {
            rules.add(ALL, "inputSchema", "is not of the type object");
        }
        rules.schema("inputSchema", schema, true);
        if (tool.has("outputSchema")) {
            rules.schema("outputSchema", tool.path("outputSchema"), false);
        }
        return List.copyOf(rules.found);
    }

    private void add(Set<ModelProvider> providers, String place, String problem) {
        found.add(new Refusal(providers, place, problem));
    }

    private void name(String name) {
        if (!TOOL_NAME.matcher(name).matches()) {
            add(ALL, "name", "is not made of 1 to 64 letters, digits, _ and -");
        } else if (!GEMINI_BEGINNING.matcher(name).matches()) {
            add(GEMINI, "name", "does not begin with a letter or _");
        }
    }

    private void description(String description) {
        if (description.isBlank()) {
            add(GEMINI, "description", "is missing");
        } else if (description.length() > LONGEST_DESCRIPTION) {
            add(
                    OPENAI,
                    "description",
                    "has " + description.length() + " characters, and " + LONGEST_DESCRIPTION + " are the most");
        }
    }

    /**
     * Judges a schema.
     *
     * @param isSent whether it goes to a provider, which wants one type everywhere
     */
    private void schema(String place, JsonNode schema, boolean isSent) {
        JsonNode type = schema.path("type");
        if (type.isMissingNode() ? isSent : !type.isString() || !TYPES.contains(type.asString())) {
            add(
                    GEMINI,
                    place,
                    type.isMissingNode()
                            ? "has no type"
                            : "has the type " + type + ", and not one of those that JSON has");
        }
        if (schema.isEmpty()) {
            add(GEMINI, place, "says nothing");
        }
        for (String keyword : schema.propertyNames()) {
            if (UNKNOWN.contains(keyword)) {
                add(place.equals("inputSchema") ? ALL : GEMINI, place, "has the keyword " + keyword);
            }
        }
        boolean isArray = type.asString("").equals("array");
        if (isSent && isArray && !schema.path("items").isObject()) {
            add(EnumSet.of(ModelProvider.OPENAI, ModelProvider.GEMINI), place, "is an array that does not say of what");
        }
        if (schema.has("items")) {
            schema(place + ".items", schema.path("items"), isSent);
        }
        schema.path("properties").forEachEntry((name, property) -> {
            String inner = place + ".properties." + name;
            if (isSent && !PROPERTY_NAME.matcher(name).matches()) {
                add(ANTHROPIC, inner, "has a name that is not made of 1 to 64 letters, digits, _, . and -");
            }
            schema(inner, property, isSent);
        });
        for (JsonNode required : schema.path("required")) {
            if (!schema.path("properties").has(required.asString(""))) {
                add(GEMINI, place, "requires " + required + ", which it does not have");
            }
        }
    }
}
