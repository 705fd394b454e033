package dev.capstan.run.describe;

import java.util.StringJoiner;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A tool for people, as a list of tools shows it. */
public final class ToolLines {
    private ToolLines() {}

    /**
     * Writes one.
     *
     * @param tool its entry in the list
     * @param more what follows its name and hints
     */
    public static void write(JsonNode tool, String more, Consumer<String> line) {
        line.accept("  " + tool.path("name").asString() + hints(tool.path("annotations")) + more);
        String words = tool.path("description").asString("");
        if (!words.isBlank()) {
            line.accept("      " + words.strip());
        }
        JsonNode schema = tool.path("inputSchema");
        for (var property : schema.path("properties").properties()) {
            boolean required = contains(schema.path("required"), property.getKey());
            line.accept("      " + property.getKey() + ": " + type(property.getValue()) + (required ? ", required" : "")
                    + described(property.getValue()));
        }
        if (tool.has("outputSchema")) {
            line.accept("      replies " + tool.path("outputSchema"));
        }
    }

    /** What its description adds to something; empty when it has none. */
    static String described(JsonNode node) {
        String words = node.path("description").asString("");
        return words.isBlank() ? "" : " - " + words.strip();
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (!type.isArray()) {
            return type.asString("any");
        }
        StringJoiner types = new StringJoiner(" or ");
        type.forEach(one -> types.add(one.asString()));
        return types.toString();
    }

    private static String hints(JsonNode annotations) {
        StringJoiner hints = new StringJoiner(", ", "  (", ")").setEmptyValue("");
        for (String hint : new String[] {"readOnly", "destructive", "idempotent"}) {
            if (annotations.path(hint + "Hint").asBoolean(false)) {
                hints.add(hint.equals("readOnly") ? "read-only" : hint);
            }
        }
        return hints.toString();
    }

    private static boolean contains(JsonNode array, String text) {
        for (JsonNode item : array) {
            if (item.asString().equals(text)) {
                return true;
            }
        }
        return false;
    }
}
