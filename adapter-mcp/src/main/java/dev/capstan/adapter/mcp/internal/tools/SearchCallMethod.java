package dev.capstan.adapter.mcp.internal.tools;

import dev.capstan.adapter.mcp.internal.content.FailureText;
import dev.capstan.adapter.mcp.internal.content.ToolResult;
import dev.capstan.adapter.mcp.internal.listing.ListPages;
import dev.capstan.adapter.mcp.internal.protocol.Dialect;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.ParamsReader;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/** {@code tools/call} where three tools stand for all: one finds them, one shows them, and one calls them. */
public final class SearchCallMethod implements McpMethod {
    private static final int USUAL_LIMIT = 10;
    private static final int MOST = 50;

    private final JsonMapper mapper;
    private final ToolCatalog catalog;
    private final CallToolMethod calls;
    private final SearchTools tools;
    private final ToolIndex index;

    /**
     * The method.
     *
     * @param catalog the tools that are found
     * @param node where their server is declared
     * @param calls runs them
     */
    public SearchCallMethod(JsonMapper mapper, ToolCatalog catalog, YamlNode node, CallToolMethod calls) {
        this.mapper = mapper;
        this.catalog = catalog;
        this.calls = calls;
        this.tools = new SearchTools(node, catalog.tools().size());
        this.index = new ToolIndex(catalog.tools());
    }

    /** What {@code tools/list} answers beside it. */
    public ListPages pages() {
        return new ListPages(mapper, "tools", tools.descriptions());
    }

    @Override
    public String name() {
        return "tools/call";
    }

    @Override
    public MethodCall read(ParamsReader params, Dialect dialect) {
        String wanted = null;
        JsonNode given = NullNode.getInstance();
        for (String name = params.next(); name != null; name = params.next()) {
            switch (name) {
                case "name" -> wanted = params.subject(name);
                case "arguments" -> given = params.value().readValueAsTree();
                default -> params.skip();
            }
        }
        if (wanted == null) {
            throw CallToolMethod.nameMissing();
        }
        ToolArguments taken = tools.arguments(wanted);
        if (taken == null) {
            throw new JsonRpcException(CallToolMethod.unknown(
                    wanted,
                    catalog.named(wanted) == null
                            ? NearestName.among(wanted, tools.names())
                            : SearchTools.CALL + ", which calls " + wanted));
        }
        if (!given.isNull() && !given.isObject()) {
            throw CallToolMethod.noObject();
        }
        ToolArguments.CheckedArguments arguments = read(taken, given);
        return arguments.problems() == null ? answer(wanted, arguments.values()) : wrong(wanted, arguments.problems());
    }

    private ToolArguments.CheckedArguments read(ToolArguments taken, @Nullable JsonNode given) {
        if (given == null || given.isNull()) {
            return taken.none();
        }
        try (JsonParser parser = mapper.treeAsTokens(given)) {
            parser.nextToken();
            return taken.read(parser);
        }
    }

    private MethodCall answer(String wanted, @Nullable JsonNode[] values) {
        String first = String.valueOf(values[0] == null ? null : values[0].asString());
        if (wanted.equals(SearchTools.SEARCH)) {
            int limit = values[1] == null ? USUAL_LIMIT : values[1].asInt(MOST);
            List<ServedTool> found = index.search(first, Math.max(1, Math.min(MOST, limit)));
            return responder -> ToolResult.json(responder, tools.found(found), null);
        }
        ServedTool tool = catalog.named(first);
        if (tool == null) {
            return wrong(
                    wanted,
                    CallToolMethod.unknown(first, NearestName.among(first, catalog.names()))
                            .message());
        }
        return wanted.equals(SearchTools.READ)
                ? responder -> ToolResult.json(responder, mapper.writeValueAsBytes(catalog.descriptionOf(tool)), null)
                : calls.call(tool, read(tool.arguments(), values[1]));
    }

    private static MethodCall wrong(String tool, String problem) {
        return new CallToolMethod.InvalidArguments(new FailureText(tool, null), problem);
    }
}
