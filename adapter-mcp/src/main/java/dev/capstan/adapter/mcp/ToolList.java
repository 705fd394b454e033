package dev.capstan.adapter.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.adapter.mcp.internal.server.McpServer;
import dev.capstan.adapter.mcp.internal.tools.ToolCatalog;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.tokens.TokenEstimate;
import dev.capstan.engine.plan.AdapterPlan;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code tools/list} tells of an adapter's tools, for those who show it without a server.
 *
 * @param tools each as a client sees it, in the order of the document
 * @param bytes how long the list is as JSON
 * @param tokens about how many tokens of the encoding o200k that are
 */
public record ToolList(List<ObjectNode> tools, int bytes, long tokens) {
    /** The list of that adapter. */
    public static ToolList of(AdapterPlan adapter) {
        JsonMapper json = JsonMapper.shared();
        List<ObjectNode> tools = adapter.linked() instanceof LinkedAdapter.Mcp mcp
                ? new ToolCatalog(json, McpServer.tools(adapter, mcp), false, warning -> {}).descriptions()
                : List.of();
        String list = json.writeValueAsString(tools);
        return new ToolList(tools, list.getBytes(UTF_8).length, TokenEstimate.of(list));
    }
}
