package dev.capstan.adapter.mcp.internal.host;

import dev.capstan.adapter.mcp.host.CompletionHandler;
import dev.capstan.adapter.mcp.host.McpApplication;
import dev.capstan.adapter.mcp.host.PromptArgument;
import dev.capstan.adapter.mcp.internal.handshake.DiscoverMethod;
import dev.capstan.adapter.mcp.internal.handshake.EmptyMethod;
import dev.capstan.adapter.mcp.internal.handshake.InitializeMethod;
import dev.capstan.adapter.mcp.internal.handshake.ServerDescription;
import dev.capstan.adapter.mcp.internal.http.McpEndpoint;
import dev.capstan.adapter.mcp.internal.http.Sessions;
import dev.capstan.adapter.mcp.internal.listing.ListMethod;
import dev.capstan.adapter.mcp.internal.listing.ListPages;
import dev.capstan.adapter.mcp.internal.protocol.Dialects;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.MessageJson;
import dev.capstan.adapter.mcp.internal.protocol.MessageReader;
import dev.capstan.adapter.mcp.internal.protocol.Modern;
import dev.capstan.adapter.mcp.internal.streams.Change;
import dev.capstan.adapter.mcp.internal.streams.ListenMethod;
import dev.capstan.adapter.mcp.internal.streams.OpenStreams;
import dev.capstan.engine.spi.EngineContext;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What answers the messages to one application. Immutable; safe for any thread. */
public final class HostServer {
    private static final JsonMapper MAPPER = MessageJson.mapper();

    private final McpApplication application;
    private final HostMethods methods;
    private final ObjectNode capabilities = JsonNodeFactory.instance.objectNode();
    private final List<McpMethod> both = new ArrayList<>();
    private final Set<Change> told = EnumSet.noneOf(Change.class);

    private HostServer(McpApplication application, HostRunner runner) {
        this.application = application;
        this.methods = new HostMethods(application, runner);
        addTools();
        addResources();
        addPrompts();
        CompletionHandler completion = application.completion();
        if (completion != null) {
            capabilities.putObject("completions");
            both.add(new CompleteMethod(application, completion, runner));
        }
        capabilities.putObject("logging");
    }

    /** Makes what answers for that application over HTTP. */
    public static McpEndpoint endpoint(McpApplication application, EngineContext engine, OpenStreams streams) {
        AskedClients asked = new AskedClients(MAPPER);
        HostRunner runner = new HostRunner(
                application.name(),
                HostThreads.of(engine),
                new StateSeal(application.stateKey(), engine.clock()),
                asked);
        HostServer server = new HostServer(application, runner);
        ServerDescription description = new ServerDescription(
                application.name(),
                application.name(),
                application.version(),
                application.instructions(),
                server.capabilities);
        Modern modern = new Modern(
                byName(
                        server.both,
                        new DiscoverMethod(MAPPER, description),
                        new ListenMethod(
                                streams,
                                application,
                                server.told,
                                !application.resources().isEmpty())),
                description.info(),
                Modern.Sharing.PUBLIC);
        List<McpMethod> withHandshake = new ArrayList<>(server.both);
        boolean hasResources = !application.resources().isEmpty();
        if (hasResources) {
            withHandshake.add(new SubscribeMethod(true, server.methods::hasResource));
            withHandshake.add(new SubscribeMethod(false, server.methods::hasResource));
        }
        Map<String, McpMethod> legacy = byName(
                withHandshake,
                new InitializeMethod(MAPPER, description),
                new EmptyMethod("ping"),
                new EmptyMethod("logging/setLevel"));
        return new McpEndpoint(
                new MessageReader(MAPPER, modern),
                new Dialects(legacy, modern),
                streams,
                application,
                PooledByteBufAllocator.DEFAULT,
                engine.configuration().server().limits().maxBodyBytes(),
                asked::answered,
                hasResources ? new Sessions(engine.clock()) : null);
    }

    private static Map<String, McpMethod> byName(List<McpMethod> both, McpMethod... own) {
        return Stream.concat(both.stream(), Stream.of(own))
                .collect(Collectors.toMap(McpMethod::name, Function.identity()));
    }

    private void list(String method, String member, List<ObjectNode> entries) {
        ListPages pages = new ListPages(MAPPER, member, entries);
        both.add(new ListMethod(method, () -> pages));
    }

    private static ObjectNode entry(String name, String description) {
        return JsonNodeFactory.instance.objectNode().put("name", name).put("description", description);
    }

    private void addTools() {
        if (application.tools().isEmpty()) {
            return;
        }
        capabilities.putObject("tools").put("listChanged", true);
        told.add(Change.TOOLS);
        list(
                "tools/list",
                "tools",
                application.tools().stream()
                        .map(tool -> entry(tool.name(), tool.description()).set("inputSchema", tool.inputSchema()))
                        .toList());
        both.add(methods.callTool());
    }

    private void addResources() {
        if (application.resources().isEmpty()) {
            return;
        }
        capabilities.putObject("resources").put("listChanged", true).put("subscribe", true);
        told.add(Change.RESOURCES);
        list("resources/list", "resources", described("uri", false));
        list("resources/templates/list", "resourceTemplates", described("uriTemplate", true));
        both.add(methods.readResource());
    }

    private List<ObjectNode> described(String member, boolean templates) {
        return application.resources().stream()
                .filter(resource -> resource.uri().contains("{") == templates)
                .map(resource -> entry(resource.name(), resource.description())
                        .put(member, resource.uri())
                        .put("mimeType", resource.mimeType()))
                .toList();
    }

    private void addPrompts() {
        if (application.prompts().isEmpty()) {
            return;
        }
        capabilities.putObject("prompts").put("listChanged", true);
        told.add(Change.PROMPTS);
        list(
                "prompts/list",
                "prompts",
                application.prompts().stream().map(HostServer::described).toList());
        both.add(methods.getPrompt());
    }

    private static ObjectNode described(McpApplication.Prompt prompt) {
        ObjectNode entry = entry(prompt.name(), prompt.description());
        ArrayNode arguments = entry.putArray("arguments");
        for (PromptArgument argument : prompt.arguments()) {
            arguments.add(entry(argument.name(), argument.description()).put("required", argument.required()));
        }
        return entry;
    }
}
