package dev.capstan.adapter.mcp.internal.server;

import dev.capstan.adapter.mcp.internal.handshake.DiscoverMethod;
import dev.capstan.adapter.mcp.internal.handshake.EmptyMethod;
import dev.capstan.adapter.mcp.internal.handshake.InitializeMethod;
import dev.capstan.adapter.mcp.internal.handshake.ServerDescription;
import dev.capstan.adapter.mcp.internal.http.McpEndpoint;
import dev.capstan.adapter.mcp.internal.listing.ListPages;
import dev.capstan.adapter.mcp.internal.prompts.PromptCatalog;
import dev.capstan.adapter.mcp.internal.protocol.Dialects;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.MessageJson;
import dev.capstan.adapter.mcp.internal.protocol.MessageReader;
import dev.capstan.adapter.mcp.internal.protocol.Modern;
import dev.capstan.adapter.mcp.internal.resources.ResourceCatalog;
import dev.capstan.adapter.mcp.internal.stdio.StdioServers;
import dev.capstan.adapter.mcp.internal.streams.Change;
import dev.capstan.adapter.mcp.internal.streams.ListenMethod;
import dev.capstan.adapter.mcp.internal.streams.Lists;
import dev.capstan.adapter.mcp.internal.streams.OpenStreams;
import dev.capstan.adapter.mcp.internal.streams.StreamOwner;
import dev.capstan.adapter.mcp.internal.tools.ToolCatalog;
import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.EngineContext;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What answers the messages to one adapter. Immutable; safe for any thread. */
public final class McpServer {
    private static final JsonMapper MAPPER = MessageJson.mapper();

    private final OpenStreams streams;
    private final StreamOwner owner;
    private final EngineContext engine;
    private final Map<ServerView, Spoken> views;
    private final long maxBodyBytes;

    /** How messages are read and answered, and what the lists among the answers are. */
    private record Spoken(MessageReader reader, Dialects dialects, Map<Change, List<ListPages>> lists) {}

    private McpServer(
            OpenStreams streams,
            StreamOwner owner,
            EngineContext engine,
            Map<ServerView, Spoken> views,
            long maxBodyBytes) {
        this.streams = streams;
        this.owner = owner;
        this.engine = engine;
        this.views = views;
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * Makes what answers for that adapter.
     *
     * @param owner whose the streams are that clients keep open
     * @param sharing whether its answers may be shared among its callers
     * @param warnings is told what is doubtful in the document
     */
    public static McpServer create(
            AdapterPlan plan,
            LinkedAdapter.Mcp adapter,
            EngineContext engine,
            OpenStreams streams,
            StreamOwner owner,
            Modern.Sharing sharing,
            Consumer<Diagnostic> warnings) {
        ToolCatalog catalog = new ToolCatalog(
                MAPPER,
                tools(plan, adapter),
                engine.configuration().server().results().select(),
                warnings);
        ServerConfiguration limits = engine.configuration().server();
        ResourceCatalog resources = new ResourceCatalog(MAPPER, plan, adapter.resources(), engine, warnings);
        List<LinkedAdapter.ResourceRoute> reading = adapter.resources().stream()
                .filter(route -> route.unit().onlyReads())
                .toList();
        Offer offer = new Offer(
                MAPPER,
                catalog,
                resources,
                reading.size() == adapter.resources().size()
                        ? resources
                        : new ResourceCatalog(MAPPER, plan, reading, engine, warning -> {}),
                new PromptCatalog(MAPPER, adapter.prompts(), warnings),
                adapter.declaration().node(),
                limits);
        Map<ServerView, Spoken> views = new EnumMap<>(ServerView.class);
        for (ServerView view : ServerView.values()) {
            Offer.Methods methods = offer.of(view);
            ServerDescription server = new ServerDescription(
                    plan.namespace(),
                    plan.title(),
                    version(engine.product()),
                    adapter.declaration().description(),
                    methods.capabilities());
            Modern modern = new Modern(
                    byName(
                            methods.methods(),
                            new DiscoverMethod(MAPPER, server),
                            new ListenMethod(streams, owner, methods.lists().keySet(), false)),
                    server.info(),
                    sharing);
            Map<String, McpMethod> legacy = byName(
                    methods.methods(),
                    new InitializeMethod(MAPPER, server),
                    new EmptyMethod("ping"),
                    new EmptyMethod("logging/setLevel"));
            views.put(
                    view, new Spoken(new MessageReader(MAPPER, modern), new Dialects(legacy, modern), methods.lists()));
        }
        return new McpServer(streams, owner, engine, views, limits.limits().maxBodyBytes());
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
        streams.serve(owner, new Lists(spoken(ServerView.WHOLE).lists));
    }

    /** What answers over HTTP with all that there is. */
    public McpEndpoint endpoint() {
        return endpoint(ServerView.WHOLE);
    }

    /** What answers over HTTP with what a view shows. */
    McpEndpoint endpoint(ServerView view) {
        Spoken spoken = spoken(view);
        return new McpEndpoint(
                spoken.reader,
                spoken.dialects,
                streams,
                owner,
                PooledByteBufAllocator.DEFAULT,
                maxBodyBytes,
                response -> {},
                null);
    }

    private Spoken spoken(ServerView view) {
        return Objects.requireNonNull(views.get(view));
    }

    /**
     * What answers over streams.
     *
     * @param isStdio whether the document has it served so
     * @param asksForCredentials whether its callers have to say who they are
     */
    StdioServers.Server overStdio(AdapterPlan plan, boolean isStdio, boolean asksForCredentials) {
        Spoken spoken = spoken(ServerView.WHOLE);
        return new StdioServers.Server(
                plan.file(),
                plan.namespace(),
                isStdio,
                asksForCredentials,
                spoken.reader,
                spoken.dialects,
                streams,
                owner,
                engine);
    }

    private static String version(String product) {
        int slash = product.indexOf('/');
        return slash < 0 ? "development" : product.substring(slash + 1);
    }
}
