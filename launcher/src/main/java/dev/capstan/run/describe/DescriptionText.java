package dev.capstan.run.describe;

import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** A {@link DocumentDescription} for people. */
public final class DescriptionText {
    private final StringBuilder text = new StringBuilder();

    private DescriptionText() {}

    /** Lays the description out in lines for a terminal. */
    public static String of(JsonNode description) {
        DescriptionText made = new DescriptionText();
        made.write(description);
        return made.text.toString();
    }

    private void write(JsonNode description) {
        line(description.path("title").asString(description.path("file").asString()));
        for (JsonNode adapter : description.path("adapters")) {
            line("");
            if (adapter.has("tools")) {
                tools(adapter);
            } else if (adapter.has("skills")) {
                skills(adapter);
            } else if (adapter.has("operations")) {
                operations(adapter);
            } else {
                line(adapter.path("type").asString() + " "
                        + adapter.path("namespace").asString() + port(adapter));
            }
        }
        upstreams(description.path("upstreams"));
        variables(description.path("variables"));
        list("Problems", description.path("problems"));
    }

    private void operations(JsonNode adapter) {
        line("REST " + adapter.path("namespace").asString() + port(adapter));
        for (JsonNode operation : adapter.path("operations")) {
            line("  " + operation.path("method").asString() + " "
                    + operation.path("path").asString());
            words(operation);
            for (JsonNode argument : operation.path("arguments")) {
                line("      " + argument.path("name").asString() + ": "
                        + argument.path("type").asString("any") + " in "
                        + argument.path("in").asString()
                        + (argument.path("required").asBoolean() ? ", required" : "")
                        + ToolLines.described(argument));
            }
            calls(operation.path("calls"));
        }
    }

    private void tools(JsonNode adapter) {
        line("MCP " + adapter.path("namespace").asString() + port(adapter) + ": "
                + adapter.path("tools").size() + " tools, about "
                + adapter.path("toolListTokensEstimate").asString() + " tokens of a model's context (the list has "
                + adapter.path("toolListBytes").asString() + " bytes)");
        for (JsonNode tool : adapter.path("tools")) {
            ToolLines.write(tool, "", this::line);
            calls(adapter.path("calls").path(tool.path("name").asString()));
        }
        for (JsonNode resource : adapter.path("resources")) {
            line("  resource " + resource.path("name").asString() + " at "
                    + resource.path("uri").asString());
            words(resource);
            calls(resource.path("calls"));
        }
        for (JsonNode prompt : adapter.path("prompts")) {
            line("  prompt " + prompt.path("name").asString());
            words(prompt);
        }
    }

    private void skills(JsonNode adapter) {
        line("Skills " + adapter.path("namespace").asString() + port(adapter));
        for (JsonNode skill : adapter.path("skills")) {
            StringJoiner tools = new StringJoiner(", ", ": ", "").setEmptyValue("");
            skill.path("tools").forEach(tool -> tools.add(tool.asString()));
            line("  " + skill.path("name").asString() + tools);
            words(skill);
        }
    }

    private void upstreams(JsonNode upstreams) {
        line("");
        line("Upstreams");
        for (JsonNode upstream : upstreams) {
            line("  " + upstream.path("namespace").asString() + "  "
                    + upstream.path("baseUri")
                            .asString("no base URI: give one with --base-uri "
                                    + upstream.path("namespace").asString() + "=URI")
                    + ", authentication " + upstream.path("authentication").asString());
        }
    }

    private void variables(JsonNode variables) {
        line("");
        line(variables.isEmpty() ? "No variables needed" : "Variables");
        for (JsonNode variable : variables) {
            String name = variable.path("name").asString();
            String key = variable.path("key").asString();
            line("  " + name + (key.equals(name) ? "" : " (as " + key + ")")
                    + state(variable)
                    + ", used at " + variable.path("usedAt").asString());
        }
    }

    private static String state(JsonNode variable) {
        if (variable.has("location")) {
            return "  read from " + variable.path("location").asString() + " when it is served";
        }
        return variable.path("set").asBoolean() ? "  set" : "  missing: set it in the environment, or with --bind";
    }

    private void list(String title, JsonNode lines) {
        if (!lines.isEmpty()) {
            line("");
            line(title);
            lines.forEach(one -> line("  " + one.asString()));
        }
    }

    private void words(JsonNode unit) {
        String words = unit.path("description").asString("");
        if (!words.isBlank()) {
            line("      " + words.strip());
        }
    }

    private void calls(JsonNode target) {
        if (target.isString()) {
            line("      calls " + target.asString());
        }
    }

    private static String port(JsonNode adapter) {
        return adapter.has("port") ? ", port " + adapter.path("port").asString() : "";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
