package dev.capstan.run.inspect;

import dev.capstan.run.describe.ToolLines;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** An {@link AgentView} for people. */
public final class AgentViewText {
    private final StringBuilder text = new StringBuilder();
    private final JsonNode view;

    private AgentViewText(JsonNode view) {
        this.view = view;
    }

    /** It in words. */
    public static String of(JsonNode view) {
        AgentViewText made = new AgentViewText(view);
        made.write();
        return made.text.toString();
    }

    private void write() {
        line("MCP " + view.path("namespace").asString() + ": "
                + view.at("/serverInfo/title").asString() + ", protocol "
                + view.path("protocolVersion").asString() + " (tokens are those of o200k, within 5 %)");
        String instructions = view.path("instructions").asString("");
        if (!instructions.isBlank()) {
            line("Instructions, " + tokens("instructions"));
            instructions.strip().lines().forEach(one -> line("  " + one));
        }
        if (view.has("tools")) {
            line("Tools: " + view.path("tools").size() + ", " + tokens("tools"));
            for (JsonNode tool : view.path("tools")) {
                ToolLines.write(
                        tool,
                        ", "
                                + view.at("/tokens/tool")
                                        .path(tool.path("name").asString())
                                        .asString() + " tokens",
                        this::line);
            }
        }
        list("resources", "Resources", "uri");
        list("resourceTemplates", "Resource templates", "uriTemplate");
        list("prompts", "Prompts", "name");
        line("Model providers");
        if (view.path("refusals").isEmpty()) {
            line("  none refuses a tool");
        }
        for (JsonNode refusal : view.path("refusals")) {
            String tool = refusal.path("tool").asString();
            line("  " + (tool.isEmpty() ? "" : tool + ": ")
                    + refusal.path("sentence").asString());
        }
    }

    private void list(String member, String title, String name) {
        JsonNode entries = view.path(member);
        if (entries.isEmpty()) {
            return;
        }
        line(title + ": " + entries.size() + ", " + tokens(member));
        for (JsonNode entry : entries) {
            StringJoiner arguments = new StringJoiner(", ", ": ", "").setEmptyValue("");
            entry.path("arguments")
                    .forEach(argument -> arguments.add(argument.path("name").asString()
                            + (argument.path("required").asBoolean(false) ? ", required" : "")));
            String mimeType = entry.path("mimeType").asString("");
            line("  " + entry.path(name).asString() + arguments + (mimeType.isEmpty() ? "" : ", " + mimeType));
            String words = entry.path("description").asString("");
            if (!words.isBlank()) {
                line("      " + words.strip());
            }
        }
    }

    private String tokens(String of) {
        return "about " + view.path("tokens").path(of).asString() + " tokens";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
