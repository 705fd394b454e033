package dev.capstan.adapter.mcp.internal.tools;

import dev.capstan.adapter.mcp.internal.content.FailureText;
import dev.capstan.adapter.mcp.internal.content.ToolResult;
import dev.capstan.adapter.mcp.internal.protocol.Dialect;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.ParamsReader;
import dev.capstan.adapter.mcp.internal.protocol.Responder;
import dev.capstan.adapter.mcp.internal.reduce.Reduction;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.engine.configuration.ResultLimits;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** {@code tools/call}: runs a tool. */
public final class CallToolMethod implements McpMethod {
    private final JsonMapper mapper;
    private final ToolCatalog catalog;
    private final ResultLimits limits;

    /** The method, for these tools, whose results have these limits. */
    public CallToolMethod(JsonMapper mapper, ToolCatalog catalog, ResultLimits limits) {
        this.mapper = mapper;
        this.catalog = catalog;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "tools/call";
    }

    @Override
    public MethodCall read(ParamsReader params, Dialect dialect) {
        ServedTool tool = null;
        ToolArguments.CheckedArguments arguments = null;
        int place = -1;
        for (String name = params.next(); name != null; name = params.next()) {
            switch (name) {
                case "name" -> {
                    tool = tool(params.subject(name));
                }
                case "arguments" -> {
                    if (arguments != null || place >= 0) {
                        throw new JsonRpcException(JsonRpcError.invalidParams("params.arguments is given twice"));
                    }
                    if (tool == null) {
                        place = params.skipForLater();
                    } else {
                        arguments = arguments(tool, params.value());
                    }
                }
                default -> params.skip();
            }
        }
        if (tool == null) {
            throw nameMissing();
        }
        if (arguments == null) {
            arguments = place < 0 ? tool.arguments().none() : arguments(tool, params, place);
        }
        return call(tool, arguments);
    }

    /** The call of a tool with those arguments, or why there is none. */
    MethodCall call(ServedTool tool, ToolArguments.CheckedArguments arguments) {
        return arguments.problems() == null
                ? new ToolCall(
                        mapper,
                        tool,
                        arguments.values(),
                        new Reduction(arguments.selection(), limits.maxTokens(), limits.maxBytes()))
                : new InvalidArguments(tool.failureText(), arguments.problems());
    }

    static JsonRpcException nameMissing() {
        return new JsonRpcException(JsonRpcError.invalidParams("params.name is missing: the name of the tool to call"));
    }

    static JsonRpcException noObject() {
        return new JsonRpcException(JsonRpcError.invalidParams("params.arguments must be an object"));
    }

    /**
     * That there is no such tool.
     *
     * @param nearest what was probably meant; null where nothing is near
     */
    static JsonRpcError unknown(String name, @Nullable String nearest) {
        String shown = name.length() <= 128 ? name : name.substring(0, 128) + "…";
        return JsonRpcError.invalidParams(
                "Unknown tool: " + shown + (nearest == null ? "" : "; did you mean " + nearest + "?"));
    }

    private static ToolArguments.CheckedArguments arguments(ServedTool tool, ParamsReader params, int place) {
        try (JsonParser later = params.at(place)) {
            return arguments(tool, later);
        }
    }

    private static ToolArguments.CheckedArguments arguments(ServedTool tool, JsonParser value) {
        if (value.currentToken() == JsonToken.VALUE_NULL) {
            return tool.arguments().none();
        }
        if (value.currentToken() != JsonToken.START_OBJECT) {
            throw noObject();
        }
        return tool.arguments().read(value);
    }

    private ServedTool tool(String name) {
        ServedTool tool = catalog.named(name);
        if (tool != null) {
            return tool;
        }
        throw new JsonRpcException(unknown(name, NearestName.among(name, catalog.names())));
    }

    /** A call that is refused before anything is called. */
    record InvalidArguments(FailureText failureText, String problems) implements MethodCall {
        @Override
        public void answer(Responder responder) {
            String text = failureText.invalidArguments(problems);
            if (responder.dialect().version().reportsArgumentsInResult()) {
                ToolResult.error(responder, text);
            } else {
                responder.refuse(JsonRpcError.invalidParams(text));
            }
        }
    }
}
