package dev.capstan.transport.netty;

import dev.capstan.transport.Registration;
import dev.capstan.transport.RouteConflict;
import java.net.InetAddress;
import java.util.List;

/** A registration with its listener. */
final class ListenerRegistration implements Registration {
    private final NettyHttpTransport transport;
    private final OwnedRoutes owned;

    ListenerRegistration(NettyHttpTransport transport, OwnedRoutes owned) {
        this.transport = transport;
        this.owned = owned;
    }

    @Override
    public List<RouteConflict> conflicts() {
        return owned.routes().conflicts();
    }

    @Override
    public String baseUrl() {
        return owned.listener().baseUrl();
    }

    @Override
    public InetAddress address() {
        return owned.listener().address().address();
    }

    @Override
    public boolean serves(String path) {
        // Without the transport's lock: event loops ask this while the transport waits for them.
        return owned.routes().serves(path);
    }

    @Override
    public void drainLast() {
        transport.drainLast(owned);
    }

    @Override
    public void withdraw() {
        transport.withdraw(owned);
    }
}
