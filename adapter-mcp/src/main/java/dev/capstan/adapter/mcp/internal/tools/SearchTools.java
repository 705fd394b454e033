package dev.capstan.adapter.mcp.internal.tools;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The three tools that stand for all those of a server, and what lists and searches show of them. */
final class SearchTools {
    static final String SEARCH = "search-tools";
    static final String READ = "read-tool";
    static final String CALL = "call-tool";
    static final List<String> NAMES = List.of(SEARCH, READ, CALL);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SearchTools() {}

    /** The entries of {@code tools/list}, where they stand for so many tools. */
    static List<ObjectNode> descriptions(int count) {
        return List.of(
                described(
                        SEARCH,
                        "Finds tools among the " + count
                                + " of this server by words of their names and descriptions. Gives their names and descriptions,"
                                + " the best match first.",
                        schema(List.of("query"))
                                .set(
                                        "properties",
                                        NODES.objectNode()
                                                .set(
                                                        "query",
                                                        argument("string", "What the tool should do, in a few words"))
                                                .set(
                                                        "limit",
                                                        argument(
                                                                "integer",
                                                                "How many to give at most; 10 when absent"))),
                        true),
                described(
                        READ,
                        "Shows a tool whole: its arguments, their types, and what it does. Read a tool before you call it.",
                        schema(List.of("name"))
                                .set(
                                        "properties",
                                        NODES.objectNode().set("name", argument("string", "The tool's name"))),
                        true),
                described(
                        CALL,
                        "Calls a tool. It may change or delete things; " + READ + " tells.",
                        schema(List.of("name"))
                                .set(
                                        "properties",
                                        NODES.objectNode()
                                                .set("name", argument("string", "The tool's name"))
                                                .set(
                                                        "arguments",
                                                        argument(
                                                                "object",
                                                                "Its arguments, as " + READ + " shows them"))),
                        false));
    }

    private static ObjectNode described(String name, String description, ObjectNode schema, boolean reads) {
        ObjectNode tool = NODES.objectNode().put("name", name).put("description", description);
        tool.set("inputSchema", schema);
        tool.putObject("annotations")
                .put("readOnlyHint", reads)
                .put("destructiveHint", !reads)
                .put("idempotentHint", reads)
                .put("openWorldHint", !reads);
        return tool;
    }

    private static ObjectNode schema(List<String> required) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ArrayNode names = schema.putArray("required");
        required.forEach(names::add);
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode argument(String type, String description) {
        return NODES.objectNode().put("type", type).put("description", description);
    }

    /** What a search gives, as JSON. */
    static byte[] found(List<ServedTool> tools, int count) {
        ObjectNode result = NODES.objectNode();
        ArrayNode shown = result.putArray("tools");
        tools.forEach(tool -> shown.addObject().put("name", tool.name()).put("description", tool.words()));
        if (tools.isEmpty()) {
            result.put("hint", "none of the " + count + " tools has one of these words: try others");
        }
        return JsonMapper.shared().writeValueAsBytes(result);
    }
}
