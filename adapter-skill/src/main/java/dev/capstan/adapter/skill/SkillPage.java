package dev.capstan.adapter.skill;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.InboundCredentials;
import dev.capstan.engine.exchange.Json;
import dev.capstan.transport.HttpExchange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The page of a skill that has none of its own: front matter with the entry's fields, then its tools and how they are called.
 *
 * @param fields of the front matter
 * @param urls where tools are called
 * @param exchange the request of whoever asks
 */
record SkillPage(
        ObjectNode fields,
        String name,
        @Nullable String description,
        List<ServedTool> tools,
        TargetUrls urls,
        HttpExchange exchange) {
    String text() {
        StringBuilder page = new StringBuilder("---\n");
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            // JSON on one line is YAML.
            page.append(field.getKey())
                    .append(": ")
                    .append(Json.write(field.getValue()))
                    .append('\n');
        }
        page.append("---\n\n# ").append(line(name)).append('\n');
        if (description != null) {
            page.append('\n').append(description.strip()).append('\n');
        }
        if (!tools.isEmpty()) {
            page.append("\n## Tools\n");
            tools.forEach(tool -> tool(tool, page));
        }
        return page.toString();
    }

    private void tool(ServedTool tool, StringBuilder page) {
        ServedTool.Target target = tool.target();
        String url = target == null ? null : urls.url(target, exchange);
        if (target != null && url == null) {
            return;
        }
        page.append("\n### ").append(line(tool.name())).append('\n');
        if (tool.description() != null) {
            page.append('\n').append(tool.description().strip()).append('\n');
        }
        if (target == null) {
            String file = line(String.valueOf(tool.instruction()));
            page.append("\nRead [").append(file).append("](").append(file).append(").\n");
            return;
        }
        if (target.method() != null) {
            page.append("\nSend `")
                    .append(target.method())
                    .append(' ')
                    .append(url)
                    .append(line(String.valueOf(target.path())))
                    .append("`.");
        } else {
            page.append("\nCall the tool `")
                    .append(line(target.unit().name()))
                    .append("` of the MCP server ")
                    .append(
                            String.valueOf(url).startsWith("http")
                                    ? "at " + url + " (Streamable HTTP)."
                                    : "\"" + line(target.adapter().namespace()) + "\" over standard input and output.");
        }
        InboundCredentials credentials = target.adapter().credentials();
        if (credentials != null) {
            page.append(" It asks for credentials (")
                    .append(line(credentials.declaration().type()))
                    .append(").");
        }
        page.append('\n');
        arguments(target.unit().arguments(), page);
    }

    private static void arguments(List<Argument> arguments, StringBuilder page) {
        if (arguments.isEmpty()) {
            return;
        }
        page.append("\nArguments:\n\n");
        for (Argument argument : arguments) {
            page.append("- `").append(line(argument.name())).append("` (");
            page.append(argument.source().place());
            if (argument.type() != null) {
                page.append(", ").append(argument.type());
            }
            page.append(argument.required() ? ", required)" : ", optional)");
            if (argument.description() != null) {
                page.append(": ").append(line(argument.description()));
            }
            page.append('\n');
        }
    }

    /** A text on one line. */
    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
