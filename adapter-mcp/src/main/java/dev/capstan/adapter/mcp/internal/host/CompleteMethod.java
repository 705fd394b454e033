package dev.capstan.adapter.mcp.internal.host;

import dev.capstan.adapter.mcp.host.CompletionHandler;
import dev.capstan.adapter.mcp.host.McpApplication;
import dev.capstan.adapter.mcp.internal.protocol.Dialect;
import dev.capstan.adapter.mcp.internal.protocol.Freshness;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.ParamsReader;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code completion/complete}: proposes values for an argument. */
final class CompleteMethod implements McpMethod {
    private static final int MOST = 100;

    private final McpApplication application;
    private final CompletionHandler handler;
    private final HostRunner runner;

    CompleteMethod(McpApplication application, CompletionHandler handler, HostRunner runner) {
        this.application = application;
        this.handler = handler;
        this.runner = runner;
    }

    @Override
    public String name() {
        return "completion/complete";
    }

    @Override
    public MethodCall read(ParamsReader params, Dialect dialect) {
        JsonNode ref = JsonNodeFactory.instance.objectNode();
        JsonNode argument = ref;
        for (String name = params.next(); name != null; name = params.next()) {
            switch (name) {
                case "ref" -> ref = params.value().readValueAsTree();
                case "argument" -> argument = params.value().readValueAsTree();
                default -> params.skip();
            }
        }
        boolean isPrompt = ref.path("type").asString("").equals("ref/prompt");
        String owner = ref.path(isPrompt ? "name" : "uri").asString("");
        boolean isKnown = isPrompt
                ? application.prompts().stream()
                        .anyMatch(prompt -> prompt.name().equals(owner))
                : application.resources().stream()
                        .anyMatch(resource -> resource.uri().equals(owner));
        if (!isKnown) {
            throw new JsonRpcException(JsonRpcError.invalidParams("params.ref names no prompt and no resource"));
        }
        String argumentName = argument.path("name").asString("");
        String begun = argument.path("value").asString("");
        if (argumentName.isEmpty()) {
            throw new JsonRpcException(JsonRpcError.invalidParams("params.argument.name is missing"));
        }
        HostParams none = new HostParams(owner, JsonNodeFactory.instance.objectNode(), Map.of(), null);
        return responder -> runner.run(responder, name(), none, Freshness.UNSAID, call -> {
            List<String> values = handler.complete(owner, argumentName, begun);
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            ObjectNode completion = result.putObject("completion");
            ArrayNode shown = completion.putArray("values");
            values.stream().limit(MOST).forEach(shown::add);
            completion.put("total", values.size()).put("hasMore", values.size() > MOST);
            return HostRunner.members(result);
        });
    }
}
