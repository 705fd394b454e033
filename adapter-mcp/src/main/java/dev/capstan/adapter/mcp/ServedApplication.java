package dev.capstan.adapter.mcp;

import dev.capstan.adapter.mcp.host.McpApplication;
import dev.capstan.adapter.mcp.internal.host.HostServer;
import dev.capstan.adapter.mcp.internal.http.CrossOrigin;
import dev.capstan.adapter.mcp.internal.http.McpEndpoint;
import dev.capstan.adapter.mcp.internal.streams.Change;
import dev.capstan.adapter.mcp.internal.streams.Lists;
import dev.capstan.adapter.mcp.internal.streams.OpenStreams;
import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.transport.ListenerRequest;
import dev.capstan.transport.OriginPolicy;
import dev.capstan.transport.Registration;
import dev.capstan.transport.Route;
import dev.capstan.transport.RouteOwner;
import dev.capstan.transport.netty.NettyHttpTransport;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application of the host's own as an MCP server over HTTP, at {@code /mcp} of a listener of an engine, which may serve documents
 * beside it or none. Every version of the protocol is spoken. Safe for any thread.
 */
public final class ServedApplication {
    private static final String PATH = "/mcp";

    private final McpApplication application;
    private final OpenStreams streams;
    private final Registration registration;

    private ServedApplication(McpApplication application, OpenStreams streams, Registration registration) {
        this.application = application;
        this.streams = streams;
        this.registration = registration;
    }

    /**
     * Registers an application with an engine; it is served once the engine starts, or at once where it has.
     *
     * @param address the IP address or host name to listen on; null means the loopback
     * @throws InvalidSettingException when it cannot be served there
     */
    public static ServedApplication register(
            EngineContext engine, McpApplication application, @Nullable String address, int port) {
        OpenStreams streams = OpenStreams.of(engine);
        streams.serve(application, Lists.UNTOLD);
        McpEndpoint endpoint = HostServer.endpoint(application, engine, streams);
        CrossOrigin origins = new CrossOrigin(OriginPolicy.of(engine), PooledByteBufAllocator.DEFAULT);
        String place = "application " + application.name();
        Registration registration = NettyHttpTransport.of(engine)
                .register(
                        new ListenerRequest(address, port),
                        new RouteOwner(place, application.name(), "mcp", application.name(), List.of(origins), null),
                        List.of(new Route(null, PathTemplate.parse(PATH), endpoint, false, place)));
        try {
            registration.requireAll("another port");
        } catch (InvalidSettingException e) {
            streams.withdraw(application);
            throw e;
        }
        return new ServedApplication(application, streams, registration);
    }

    /** Where it is reached; complete once the engine has started. */
    public String url() {
        return registration.baseUrl() + PATH;
    }

    /** Tells the clients that listen that the list of tools is to be read anew. */
    public void toolsChanged() {
        streams.tell(application, Change.TOOLS);
    }

    /** Tells the clients that listen that the list of resources is to be read anew. */
    public void resourcesChanged() {
        streams.tell(application, Change.RESOURCES);
    }

    /** Tells the clients that asked for it that the resource of that URI holds something else than before. */
    public void resourceUpdated(String uri) {
        streams.tellUpdated(application, uri);
    }

    /** Tells the clients that listen that the list of prompts is to be read anew. */
    public void promptsChanged() {
        streams.tell(application, Change.PROMPTS);
    }

    /** Takes it back: its streams end, and its path is nobody's. */
    public void withdraw() {
        streams.withdraw(application);
        registration.withdraw();
    }
}
