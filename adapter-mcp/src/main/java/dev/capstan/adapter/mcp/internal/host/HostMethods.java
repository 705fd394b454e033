package dev.capstan.adapter.mcp.internal.host;

import dev.capstan.adapter.mcp.host.Content;
import dev.capstan.adapter.mcp.host.InputUnavailableException;
import dev.capstan.adapter.mcp.host.McpApplication;
import dev.capstan.adapter.mcp.host.PromptArgument;
import dev.capstan.adapter.mcp.host.ToolAnswer;
import dev.capstan.adapter.mcp.internal.protocol.Dialect;
import dev.capstan.adapter.mcp.internal.protocol.Freshness;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.Modern;
import dev.capstan.adapter.mcp.internal.protocol.ParamsReader;
import dev.capstan.adapter.mcp.internal.resources.ResourceUri;
import dev.capstan.engine.exchange.HeaderFields;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The methods that an application's handlers answer. */
final class HostMethods {
    private static final int LONGEST_URI = 8192;

    private final McpApplication application;
    private final HostRunner runner;

    HostMethods(McpApplication application, HostRunner runner) {
        this.application = application;
        this.runner = runner;
    }

    private static McpMethod method(String name, BiFunction<ParamsReader, Dialect, MethodCall> read) {
        return new McpMethod() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public MethodCall read(ParamsReader params, Dialect dialect) {
                return read.apply(params, dialect);
            }
        };
    }

    private static JsonRpcException wrong(String message) {
        return new JsonRpcException(JsonRpcError.invalidParams(message));
    }

    private static String shortened(String name) {
        return name.length() <= 128 ? name : name.substring(0, 128) + "…";
    }

    /** {@code tools/call}. */
    McpMethod callTool() {
        return method("tools/call", (reader, dialect) -> {
            HostParams params = HostParams.read(reader, "name");
            McpApplication.Tool tool = application.tools().stream()
                    .filter(one -> one.name().equals(params.subject()))
                    .findFirst()
                    .orElseThrow(() -> wrong("Unknown tool: " + shortened(params.subject())));
            return responder -> {
                HeaderFields fields =
                        dialect instanceof Modern ? responder.channel().fields() : null;
                String wrong = fields == null
                        ? null
                        : ParamHeaders.contradiction(tool.inputSchema(), params.arguments(), fields);
                if (wrong != null) {
                    responder.refuse(JsonRpcError.headerMismatch(wrong));
                } else {
                    runner.run(responder, "tools/call", params, Freshness.UNSAID, call -> members(answer(tool, call)));
                }
            };
        });
    }

    private static ToolAnswer answer(McpApplication.Tool tool, HostCall call) throws Exception {
        try {
            return tool.handler().call(call);
        } catch (InputUnavailableException e) {
            return ToolAnswer.error(tool.name() + " failed: " + e.getMessage());
        }
    }

    private static byte[] members(ToolAnswer answer) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode content = result.putArray("content");
        answer.content().stream().map(Content::json).forEach(content::add);
        if (answer.isError()) {
            result.put("isError", true);
        }
        return HostRunner.members(result);
    }

    /** {@code prompts/get}. */
    McpMethod getPrompt() {
        return method("prompts/get", (reader, dialect) -> {
            HostParams params = HostParams.read(reader, "name");
            McpApplication.Prompt prompt = application.prompts().stream()
                    .filter(one -> one.name().equals(params.subject()))
                    .findFirst()
                    .orElseThrow(() -> wrong("there is no prompt " + shortened(params.subject())));
            List<String> missing = prompt.arguments().stream()
                    .filter(argument ->
                            argument.required() && !params.arguments().hasNonNull(argument.name()))
                    .map(PromptArgument::name)
                    .toList();
            if (!missing.isEmpty()) {
                throw wrong("the prompt " + prompt.name() + " needs " + String.join(", ", missing));
            }
            return responder -> runner.run(responder, "prompts/get", params, Freshness.UNSAID, call -> {
                ObjectNode result = JsonNodeFactory.instance.objectNode().put("description", prompt.description());
                ArrayNode messages = result.putArray("messages");
                prompt.handler().messages(call).forEach(message -> {
                    ObjectNode one =
                            messages.addObject().put("role", message.role().text());
                    one.set("content", message.content().json());
                });
                return HostRunner.members(result);
            });
        });
    }

    /**
     * A resource, or what a template matches.
     *
     * @param arguments the values of the template's placeholders
     */
    private record Found(McpApplication.Resource resource, ObjectNode arguments) {}

    private @Nullable Found find(String uri) {
        for (McpApplication.Resource resource : application.resources()) {
            if (resource.uri().equals(uri) && !resource.uri().contains("{")) {
                return new Found(resource, JsonNodeFactory.instance.objectNode());
            }
        }
        for (McpApplication.Resource template : application.resources()) {
            ResourceUri pattern = new ResourceUri(template.uri());
            List<String> values = pattern.placeholders().isEmpty() ? null : pattern.match(uri);
            if (values != null) {
                ObjectNode arguments = JsonNodeFactory.instance.objectNode();
                for (int i = 0; i < values.size(); i++) {
                    arguments.put(pattern.placeholders().get(i), values.get(i));
                }
                return new Found(template, arguments);
            }
        }
        return null;
    }

    /** Whether there is a resource of that URI. */
    boolean hasResource(String uri) {
        return uri.length() <= LONGEST_URI && find(uri) != null;
    }

    /** {@code resources/read}. */
    McpMethod readResource() {
        return method("resources/read", (reader, dialect) -> {
            HostParams params = HostParams.read(reader, "uri");
            String uri = params.subject();
            Found found = uri.length() <= LONGEST_URI ? find(uri) : null;
            if (found == null) {
                throw new JsonRpcException(dialect.resourceNotFound(shortened(uri)));
            }
            return reading(
                    found.resource(), new HostParams(uri, found.arguments(), params.responses(), params.state()));
        });
    }

    private MethodCall reading(McpApplication.Resource resource, HostParams params) {
        return responder -> runner.run(responder, "resources/read", params, Freshness.NOW, call -> {
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            result.putArray("contents")
                    .add(resource.handler().read(params.subject(), call).json());
            return HostRunner.members(result);
        });
    }
}
