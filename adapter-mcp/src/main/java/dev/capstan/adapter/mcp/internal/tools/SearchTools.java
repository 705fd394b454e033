package dev.capstan.adapter.mcp.internal.tools;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The three tools that stand for all those of a server, and what a search shows of them. Immutable. */
final class SearchTools {
    static final String SEARCH = "search-tools";
    static final String READ = "read-tool";
    static final String CALL = "call-tool";

    private final Map<String, ToolArguments> arguments = new LinkedHashMap<>();
    private final int count;

    /**
     * The tools.
     *
     * @param node where the server is declared
     * @param count for how many tools they stand
     */
    SearchTools(YamlNode node, int count) {
        this.count = count;
        Argument name = argument(node, 0, "name", "string", true, "The tool's name");
        arguments.put(
                SEARCH,
                new ToolArguments(
                        List.of(
                                argument(node, 0, "query", "string", true, "What the tool should do, in a few words"),
                                argument(
                                        node,
                                        1,
                                        "limit",
                                        "integer",
                                        false,
                                        "How many to give at most; 10 when absent")),
                        false));
        arguments.put(READ, new ToolArguments(List.of(name), false));
        arguments.put(
                CALL,
                new ToolArguments(
                        List.of(
                                name,
                                argument(
                                        node,
                                        1,
                                        "arguments",
                                        "object",
                                        false,
                                        "Its arguments, as " + READ + " shows them")),
                        false));
    }

    private static Argument argument(
            YamlNode node, int index, String name, String type, boolean required, String description) {
        return new Argument(
                index, name, new ArgumentSource.Named(), type, required, description, true, null, null, false, node);
    }

    /** Their names. */
    Set<String> names() {
        return arguments.keySet();
    }

    /** The arguments of the one of that name; null when there is none. */
    @Nullable
    ToolArguments arguments(String name) {
        return arguments.get(name);
    }

    /** The entries of {@code tools/list}. */
    List<ObjectNode> descriptions() {
        return List.of(
                described(
                        SEARCH,
                        "Finds tools among the " + count
                                + " of this server by words of their names and descriptions. Gives"
                                + " their names and descriptions, the best match first.",
                        true),
                described(
                        READ,
                        "Shows a tool whole: its arguments, their types, and what it does. Read a tool before you call it.",
                        true),
                described(CALL, "Calls a tool. It may change or delete things; " + READ + " tells.", false));
    }

    private ObjectNode described(String name, String description, boolean reads) {
        ObjectNode tool =
                JsonNodeFactory.instance.objectNode().put("name", name).put("description", description);
        ToolArguments taken = arguments.get(name);
        if (taken != null) {
            tool.set("inputSchema", taken.schema());
        }
        tool.putObject("annotations")
                .put("readOnlyHint", reads)
                .put("destructiveHint", !reads)
                .put("idempotentHint", reads)
                .put("openWorldHint", !reads);
        return tool;
    }

    /** What a search gives, as JSON. */
    byte[] found(List<ServedTool> tools) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode shown = result.putArray("tools");
        tools.forEach(tool -> shown.addObject().put("name", tool.name()).put("description", tool.words()));
        if (tools.isEmpty()) {
            result.put("hint", "none of the " + count + " tools has one of these words: try others");
        }
        return JsonMapper.shared().writeValueAsBytes(result);
    }
}
