package dev.capstan.adapter.mcp.internal.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.capstan.adapter.mcp.internal.http.CrossOrigin;
import dev.capstan.adapter.mcp.internal.http.McpEndpoint;
import dev.capstan.adapter.mcp.internal.protocol.Modern;
import dev.capstan.adapter.mcp.internal.stdio.StdioServers;
import dev.capstan.adapter.mcp.internal.streams.OpenStreams;
import dev.capstan.adapter.mcp.internal.streams.StreamOwner;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.model.McpExpose;
import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.adapter.ServerAdapterContext;
import dev.capstan.http.uri.PercentEncoder;
import dev.capstan.transport.ListenerRequest;
import dev.capstan.transport.OriginPolicy;
import dev.capstan.transport.Registration;
import dev.capstan.transport.Route;
import dev.capstan.transport.RouteOwner;
import dev.capstan.transport.netty.NettyHttpTransport;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * An adapter at its places on a listener: {@code /{namespace}/mcp}; where it is alone, also {@code /mcp} and {@code /}. Behind the first
 * two, parts of it have URLs of their own.
 */
public final class McpAdapter implements ServerAdapter {
    /** Where a document gives no port. */
    private static final int DEFAULT_PORT = 9090;

    private static final String ALONE = "/mcp";

    private final AdapterPlan plan;
    private final int tools;
    private final String path;
    private final Registration registration;
    private final OpenStreams streams;
    private final StreamOwner owner;
    private final StdioServers servers;

    private McpAdapter(
            AdapterPlan plan,
            int tools,
            String path,
            Registration registration,
            OpenStreams streams,
            StreamOwner owner,
            StdioServers servers) {
        this.owner = owner;
        this.servers = servers;
        this.plan = plan;
        this.tools = tools;
        this.path = path;
        this.registration = registration;
        this.streams = streams;
    }

    /**
     * Registers the adapter with the engine's transport.
     *
     * @throws InvalidSettingException when another adapter has its path already
     */
    public static McpAdapter create(ServerAdapterContext context, LinkedAdapter.Mcp adapter) {
        AdapterPlan plan = context.plan();
        McpExpose declaration = adapter.declaration();
        OpenStreams streams = OpenStreams.of(context.engine());
        Integer port = declaration.port();
        ListenerRequest listener = new ListenerRequest(declaration.address(), port == null ? DEFAULT_PORT : port);
        StreamOwner owner = new StreamOwner(plan.file(), plan.namespace(), listener.address(), listener.port());
        McpServer server = McpServer.create(
                plan,
                adapter,
                context.engine(),
                streams,
                owner,
                context.authenticator() == null ? Modern.Sharing.PUBLIC : Modern.Sharing.PRIVATE,
                context::report);
        String path = "/" + new String(PercentEncoder.value(plan.namespace()), US_ASCII) + ALONE;
        String place = declaration.node().place();
        List<Route> routes = routes(server, path, place);
        Registration registration = NettyHttpTransport.of(context.engine())
                .register(
                        listener,
                        new RouteOwner(
                                plan.file(),
                                plan.title(),
                                declaration.type(),
                                plan.namespace(),
                                List.of(crossOrigin(context.engine())),
                                context.authenticator()),
                        routes);
        registration.requireAll("another namespace or port");
        server.takeStreams();
        StdioServers servers = StdioServers.of(context.engine());
        servers.add(server.overStdio(plan, false, context.authenticator() != null));
        return new McpAdapter(plan, McpServer.tools(plan, adapter).size(), path, registration, streams, owner, servers);
    }

    private static List<Route> routes(McpServer server, String path, String place) {
        List<Route> routes = new ArrayList<>();
        for (ServerView view : ServerView.values()) {
            McpEndpoint endpoint = server.endpoint(view);
            routes.add(new Route(null, PathTemplate.parse(path + view.path()), endpoint, false, place));
            routes.add(new Route(null, PathTemplate.parse(ALONE + view.path()), endpoint, true, place));
            if (view == ServerView.WHOLE) {
                // GET / stays with the listener's own index.
                routes.add(new Route("POST", PathTemplate.parse("/"), endpoint, true, place));
            }
        }
        return routes;
    }

    /** Decides about requests of web pages. */
    static CrossOrigin crossOrigin(EngineContext engine) {
        return new CrossOrigin(OriginPolicy.of(engine), PooledByteBufAllocator.DEFAULT);
    }

    @Override
    public List<Endpoint> endpoints() {
        String url = registration.baseUrl() + (registration.serves(ALONE) ? ALONE : path);
        return List.of(new Endpoint("mcp", plan.namespace(), url, registration.address(), tools));
    }

    @Override
    public boolean isReloadable() {
        return true;
    }

    @Override
    public void withdraw() {
        streams.withdraw(owner);
        servers.remove(plan.file(), plan.namespace());
        registration.withdraw();
    }
}
