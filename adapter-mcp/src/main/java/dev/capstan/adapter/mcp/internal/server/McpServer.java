package dev.capstan.adapter.mcp.internal.server;

import dev.capstan.adapter.mcp.internal.handshake.DiscoverMethod;
import dev.capstan.adapter.mcp.internal.handshake.EmptyMethod;
import dev.capstan.adapter.mcp.internal.handshake.InitializeMethod;
import dev.capstan.adapter.mcp.internal.handshake.ServerDescription;
import dev.capstan.adapter.mcp.internal.http.McpEndpoint;
import dev.capstan.adapter.mcp.internal.listing.ListMethod;
import dev.capstan.adapter.mcp.internal.listing.ListPages;
import dev.capstan.adapter.mcp.internal.prompts.GetPromptMethod;
import dev.capstan.adapter.mcp.internal.prompts.PromptCatalog;
import dev.capstan.adapter.mcp.internal.protocol.Dialects;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.MessageJson;
import dev.capstan.adapter.mcp.internal.protocol.MessageReader;
import dev.capstan.adapter.mcp.internal.protocol.Modern;
import dev.capstan.adapter.mcp.internal.resources.ReadResourceMethod;
import dev.capstan.adapter.mcp.internal.resources.ResourceCatalog;
import dev.capstan.adapter.mcp.internal.stdio.StdioServers;
import dev.capstan.adapter.mcp.internal.streams.Change;
import dev.capstan.adapter.mcp.internal.streams.ListenMethod;
import dev.capstan.adapter.mcp.internal.streams.Lists;
import dev.capstan.adapter.mcp.internal.streams.OpenStreams;
import dev.capstan.adapter.mcp.internal.streams.StreamOwner;
import dev.capstan.adapter.mcp.internal.tools.CallToolMethod;
import dev.capstan.adapter.mcp.internal.tools.ToolCatalog;
import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.EngineContext;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What answers the messages to one adapter. Immutable; safe for any thread. */
public final class McpServer {
    private static final JsonMapper MAPPER = MessageJson.mapper();

    private final OpenStreams streams;
    private final StreamOwner owner;
    private final Lists lists;
    private final EngineContext engine;
    private final Dialects dialects;
    private final MessageReader reader;
    private final long maxBodyBytes;

    private McpServer(
            OpenStreams streams,
            StreamOwner owner,
            Lists lists,
            EngineContext engine,
            Dialects dialects,
            MessageReader reader,
            long maxBodyBytes) {
        this.streams = streams;
        this.owner = owner;
        this.lists = lists;
        this.engine = engine;
        this.dialects = dialects;
        this.reader = reader;
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * Makes what answers for that adapter.
     *
     * @param owner whose the streams are that clients keep open
     * @param sharing whether its answers may be shared among its callers
     * @param warnings hears what is doubtful in the document
     */
    public static McpServer create(
            AdapterPlan plan,
            LinkedAdapter.Mcp adapter,
            EngineContext engine,
            OpenStreams streams,
            StreamOwner owner,
            Modern.Sharing sharing,
            Consumer<Diagnostic> warnings) {
        ToolCatalog catalog = new ToolCatalog(MAPPER, tools(plan, adapter), warnings);
        ObjectNode capabilities = JsonNodeFactory.instance.objectNode();
        List<McpMethod> both = new ArrayList<>();
        Map<Change, List<ListPages>> lists = new EnumMap<>(Change.class);
        long maxBodyBytes = engine.configuration().server().limits().maxBodyBytes();
        ResourceCatalog resources = new ResourceCatalog(MAPPER, plan, adapter, engine, warnings);
        PromptCatalog prompts = new PromptCatalog(MAPPER, adapter.prompts(), warnings);
        if (!catalog.isEmpty() || (resources.isEmpty() && prompts.isEmpty())) {
            capabilities.putObject("tools").put("listChanged", true);
            lists.put(Change.TOOLS, List.of(catalog.pages()));
            both.add(new ListMethod("tools/list", catalog::pages));
            both.add(new CallToolMethod(
                    MAPPER, catalog, engine.configuration().server().maxResultBytes()));
        }
        if (!resources.isEmpty()) {
            capabilities.putObject("resources").put("listChanged", true);
            lists.put(Change.RESOURCES, List.of(resources.pages(), resources.templatePages()));
            both.add(new ListMethod("resources/list", resources::pages));
            both.add(new ListMethod("resources/templates/list", resources::templatePages));
            both.add(new ReadResourceMethod(resources));
        }
        if (!prompts.isEmpty()) {
            capabilities.putObject("prompts").put("listChanged", true);
            lists.put(Change.PROMPTS, List.of(prompts.pages()));
            both.add(new ListMethod("prompts/list", prompts::pages));
            both.add(new GetPromptMethod(prompts, maxBodyBytes));
        }
        ServerDescription server = new ServerDescription(
                plan.namespace(),
                plan.title(),
                version(engine.product()),
                adapter.declaration().description(),
                capabilities);
        Modern modern = new Modern(
                byName(
                        both,
                        new DiscoverMethod(MAPPER, server),
                        new ListenMethod(streams, owner, lists.keySet(), false)),
                server.info(),
                sharing);
        Map<String, McpMethod> legacy = byName(
                both,
                new InitializeMethod(MAPPER, server),
                new EmptyMethod("ping"),
                new EmptyMethod("logging/setLevel"));
        return new McpServer(
                streams,
                owner,
                new Lists(lists),
                engine,
                new Dialects(legacy, modern),
                new MessageReader(MAPPER, modern),
                maxBodyBytes);
    }

    private static Map<String, McpMethod> byName(List<McpMethod> both, McpMethod... own) {
        return Stream.concat(both.stream(), Stream.of(own))
                .collect(Collectors.toMap(McpMethod::name, Function.identity()));
    }

    /** The live tools of that adapter. */
    public static List<UnitPlan> tools(AdapterPlan plan, LinkedAdapter.Mcp adapter) {
        return adapter.tools().stream()
                .map(plan::planOf)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Takes streams of its clients from now on, until its owner is withdrawn. */
    void takeStreams() {
        streams.serve(owner, lists);
    }

    /** What answers over HTTP. */
    public McpEndpoint endpoint() {
        return new McpEndpoint(
                reader, dialects, streams, owner, PooledByteBufAllocator.DEFAULT, maxBodyBytes, response -> {}, null);
    }

    /**
     * What answers over streams.
     *
     * @param isStdio whether the document has it served so
     * @param asksForCredentials whether its callers have to say who they are
     */
    StdioServers.Server overStdio(AdapterPlan plan, boolean isStdio, boolean asksForCredentials) {
        return new StdioServers.Server(
                plan.file(), plan.namespace(), isStdio, asksForCredentials, reader, dialects, streams, owner, engine);
    }

    private static String version(String product) {
        int slash = product.indexOf('/');
        return slash < 0 ? "development" : product.substring(slash + 1);
    }
}
