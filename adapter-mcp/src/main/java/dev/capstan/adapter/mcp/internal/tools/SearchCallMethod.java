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
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code tools/call} where three tools stand for all: one finds them, one shows them, and one calls them. */
public final class SearchCallMethod implements McpMethod {
    private static final int USUAL_LIMIT = 10;
    private static final int MOST = 50;

    private final JsonMapper mapper;
    private final ToolCatalog catalog;
    private final CallToolMethod calls;
    private final ToolIndex index;

    /**
     * The method.
     *
     * @param catalog the tools that are found
     * @param calls runs them
     */
    public SearchCallMethod(JsonMapper mapper, ToolCatalog catalog, CallToolMethod calls) {
        this.mapper = mapper;
        this.catalog = catalog;
        this.calls = calls;
        this.index = new ToolIndex(catalog.tools());
    }

    /** What {@code tools/list} answers beside it. */
    public ListPages pages() {
        return new ListPages(
                mapper, "tools", SearchTools.descriptions(catalog.tools().size()));
    }

    @Override
    public String name() {
        return "tools/call";
    }

    @Override
    public MethodCall read(ParamsReader params, Dialect dialect) {
        String wanted = null;
        JsonNode arguments = JsonNodeFactory.instance.objectNode();
        for (String name = params.next(); name != null; name = params.next()) {
            switch (name) {
                case "name" -> wanted = params.subject(name);
                case "arguments" -> arguments = params.value().readValueAsTree();
                default -> params.skip();
            }
        }
        if (wanted == null) {
            throw CallToolMethod.nameMissing();
        }
        ObjectNode given = arguments instanceof ObjectNode object
                ? object
                : arguments.isNull() ? JsonNodeFactory.instance.objectNode() : null;
        if (given == null) {
            throw CallToolMethod.noObject();
        }
        return switch (wanted) {
            case SearchTools.SEARCH -> search(given);
            case SearchTools.READ -> read(given);
            case SearchTools.CALL -> call(given);
            default ->
                throw new JsonRpcException(CallToolMethod.unknown(
                        wanted,
                        catalog.named(wanted) == null
                                ? NearestName.among(wanted, SearchTools.NAMES)
                                : SearchTools.CALL + ", which calls " + wanted));
        };
    }

    private MethodCall search(ObjectNode given) {
        String query = text(given, "query");
        JsonNode limit = given.path("limit");
        String problem = unknown(given, "query", "limit");
        if (query == null) {
            problem = "\"query\" is required: a few words of what the tool should do";
        } else if (!limit.isMissingNode() && !(limit.isInt() && limit.intValue() > 0)) {
            problem = "\"limit\" must be a whole number above 0";
        }
        if (query == null || problem != null) {
            return wrong(SearchTools.SEARCH, String.valueOf(problem));
        }
        int most = Math.min(MOST, limit.asInt(USUAL_LIMIT));
        return responder -> ToolResult.json(
                responder,
                SearchTools.found(index.search(query, most), catalog.tools().size()),
                null);
    }

    private MethodCall read(ObjectNode given) {
        ServedTool tool = named(given);
        String problem = tool == null ? nameProblem(given) : unknown(given, "name");
        return tool == null || problem != null
                ? wrong(SearchTools.READ, String.valueOf(problem))
                : responder -> ToolResult.json(responder, mapper.writeValueAsBytes(catalog.descriptionOf(tool)), null);
    }

    private MethodCall call(ObjectNode given) {
        ServedTool tool = named(given);
        String problem = tool == null ? nameProblem(given) : unknown(given, "name", "arguments");
        JsonNode arguments = given.path("arguments");
        if (problem == null && !arguments.isMissingNode() && !arguments.isNull() && !arguments.isObject()) {
            problem = "\"arguments\" must be an object";
        }
        if (tool == null || problem != null) {
            return wrong(SearchTools.CALL, String.valueOf(problem));
        }
        if (!arguments.isObject()) {
            return calls.call(tool, tool.arguments().none());
        }
        try (JsonParser parser = mapper.treeAsTokens(arguments)) {
            parser.nextToken();
            return calls.call(tool, tool.arguments().read(parser));
        }
    }

    private @Nullable ServedTool named(ObjectNode given) {
        String name = text(given, "name");
        return name == null ? null : catalog.named(name);
    }

    private String nameProblem(ObjectNode given) {
        String name = text(given, "name");
        return name == null
                ? "\"name\" is required: the name of a tool, as " + SearchTools.SEARCH + " finds it"
                : CallToolMethod.unknown(name, NearestName.among(name, catalog.names()))
                        .message();
    }

    private static @Nullable String text(ObjectNode given, String name) {
        JsonNode value = given.path(name);
        return value.isString() && !value.stringValue().isBlank() ? value.stringValue() : null;
    }

    private static @Nullable String unknown(ObjectNode given, String... known) {
        for (String name : given.propertyNames()) {
            if (!java.util.List.of(known).contains(name)) {
                return "there is no argument \"" + (name.length() <= 64 ? name : name.substring(0, 64))
                        + "\"; it takes " + String.join(", ", known);
            }
        }
        return null;
    }

    private static MethodCall wrong(String tool, String problem) {
        return new CallToolMethod.InvalidArguments(new FailureText(tool, null), problem);
    }
}
