package dev.capstan.adapter.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.model.McpExpose;
import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.adapter.ServerAdapterContext;
import dev.capstan.transport.ListenerRequest;
import dev.capstan.transport.Registration;
import dev.capstan.transport.Route;
import dev.capstan.transport.RouteConflict;
import dev.capstan.transport.RouteOwner;
import dev.capstan.transport.netty.NettyHttpTransport;
import java.net.URLEncoder;
import java.util.List;

/**
 * An adapter at its places on a listener: {@code /{namespace}/mcp}; where it is alone, also {@code /mcp} and {@code /}.
 */
final class McpAdapter implements ServerAdapter {
    /** Where a document gives no port. */
    private static final int DEFAULT_PORT = 9090;

    private static final String ALONE = "/mcp";

    private final AdapterPlan plan;
    private final String path;
    private final Registration registration;

    private McpAdapter(AdapterPlan plan, String path, Registration registration) {
        this.plan = plan;
        this.path = path;
        this.registration = registration;
    }

    /**
     * Registers the adapter with the engine's transport.
     *
     * @throws InvalidSettingException when another adapter has its path already
     */
    static McpAdapter create(ServerAdapterContext context, LinkedAdapter.Mcp adapter) {
        AdapterPlan plan = context.plan();
        McpExpose declaration = adapter.declaration();
        McpEndpoint endpoint = McpServer.endpoint(plan, adapter, context.engine(), context::report);
        // Encoded as a form is, but for its spaces: no character of a namespace can be more than a part of this
        // segment.
        String path = "/" + URLEncoder.encode(plan.namespace(), UTF_8).replace("+", "%20") + ALONE;
        String place = declaration.node().place();
        List<Route> routes = List.of(
                new Route(null, PathTemplate.parse(path), endpoint, false, place),
                new Route(null, PathTemplate.parse(ALONE), endpoint, true, place),
                // GET / stays with the listener's own index.
                new Route("POST", PathTemplate.parse("/"), endpoint, true, place));
        Integer port = declaration.port();
        Registration registration = NettyHttpTransport.of(context.engine())
                .register(
                        new ListenerRequest(declaration.address(), port == null ? DEFAULT_PORT : port),
                        new RouteOwner(
                                plan.file(),
                                plan.title(),
                                declaration.type(),
                                plan.namespace(),
                                List.of(McpServer.crossOrigin(context.engine())),
                                context.authenticator()),
                        routes);
        if (!registration.conflicts().isEmpty()) {
            registration.withdraw();
            throw new InvalidSettingException(
                    refusal(path, place, registration.conflicts().get(0)));
        }
        return new McpAdapter(plan, path, registration);
    }

    private static String refusal(String path, String place, RouteConflict conflict) {
        return place + ": " + path + " is taken by the "
                + conflict.earlierOwner().type() + " adapter at " + conflict.earlierPlace()
                + ": give one of them another namespace or port";
    }

    @Override
    public List<Endpoint> endpoints() {
        String url = registration.baseUrl() + (registration.serves(ALONE) ? ALONE : path);
        return List.of(new Endpoint(
                "mcp",
                plan.namespace(),
                url,
                registration.address(),
                plan.units().size()));
    }

    @Override
    public void withdraw() {
        registration.withdraw();
    }
}
