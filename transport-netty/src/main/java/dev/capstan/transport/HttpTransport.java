package dev.capstan.transport;

import dev.capstan.engine.failure.InvalidSettingException;
import java.util.List;

/**
 * The HTTP listeners of one engine, shared by all its adapters: those that name one address and port share a listener.
 * HTTP/1.1 (RFC 9110, RFC 9112). Safe for any thread; adapters register on the thread that builds the engine. Obtained from
 * {@link dev.capstan.transport.netty.NettyHttpTransport#of}.
 */
public interface HttpTransport {
    /** Reports each request to that log from now on. Returns this transport. */
    HttpTransport accessLog(AccessLog log);

    /**
     * Registers an owner's routes. The operator's address and port overrides apply to the request; where they give port 0,
     * the owner gets a free port of its own. Before the engine starts nothing is served; afterwards the routes are served when
     * this returns.
     *
     * @return the registration; routes that an earlier one has already are not taken and are among its conflicts
     * @throws InvalidSettingException when the address cannot be listened on
     */
    Registration register(ListenerRequest request, RouteOwner owner, List<Route> routes);
}
