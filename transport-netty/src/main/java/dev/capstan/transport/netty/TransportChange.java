package dev.capstan.transport.netty;

import dev.capstan.engine.spi.ServiceChange;
import dev.capstan.transport.ListenerRequest;
import dev.capstan.transport.RouteOwner;
import dev.capstan.transport.internal.connection.ListenAddress;
import dev.capstan.transport.internal.connection.Listener;
import dev.capstan.transport.internal.routing.ListenerRoutes;
import dev.capstan.transport.internal.routing.RouteShare;
import dev.capstan.transport.internal.routing.RouteTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Routes that take the place of others, on all listeners at once as far as each request can tell: it finds those that a listener
 * published before, or those that it publishes now. The transport's tables change as they are registered and withdrawn; they are copied
 * before, to go back to, and nothing of them is published before {@link #commit}.
 */
final class TransportChange implements ServiceChange {
    private final NettyHttpTransport transport;
    private final NettyHttpTransport.State before;
    private final Map<Listener, RouteTable> tables = new LinkedHashMap<>();
    private final Map<Listener, ListenerRoutes> routes = new LinkedHashMap<>();
    private final List<OwnedRoutes> added = new ArrayList<>();
    private final List<OwnedRoutes> withdrawn = new ArrayList<>();
    private final List<Listener> vanished = new ArrayList<>();

    TransportChange(NettyHttpTransport transport, NettyHttpTransport.State before) {
        this.transport = transport;
        this.before = before;
    }

    /** A listener's table is about to change. */
    void changes(Listener listener) {
        tables.computeIfAbsent(listener, changed -> changed.table().copy());
    }

    void added(OwnedRoutes routes) {
        added.add(routes);
    }

    /** Whether the routes were added by this change, which forgets them then. */
    boolean forgets(OwnedRoutes routes) {
        return added.remove(routes);
    }

    void withdrawn(OwnedRoutes routes) {
        withdrawn.add(routes);
    }

    /** The listener that the same owner had for the same address before, so that a free port stays the one that it was. */
    @Nullable
    Listener listenerOf(RouteOwner owner, ListenAddress address, ListenerRequest request) {
        for (OwnedRoutes routes : withdrawn) {
            RouteOwner known = routes.owner();
            Listener listener = routes.listener();
            if (known.file().equals(owner.file())
                    && known.type().equals(owner.type())
                    && known.namespace().equals(owner.namespace())
                    && listener.askedPort() == request.port()
                    && listener.address().port() == 0
                    && listener.address().address().equals(address.address())) {
                return listener;
            }
        }
        return null;
    }

    @Override
    public void prepare() {
        if (!transport.hasStarted()) {
            return;
        }
        added.forEach(NettyHttpTransport::startAuthenticator);
        for (Listener listener : tables.keySet()) {
            if (listener.table().shares().isEmpty()) {
                continue;
            }
            if (listener.isBound()) {
                routes.put(listener, listener.table().build());
            } else {
                NettyHttpTransport.await(listener, listener.bindWaiting());
            }
        }
    }

    @Override
    public CompletionStage<Void> commit() {
        List<CompletableFuture<?>> ended = new ArrayList<>();
        for (Listener listener : tables.keySet()) {
            ListenerRoutes published = routes.get(listener);
            if (published != null) {
                listener.publish(published);
            } else if (listener.table().shares().isEmpty()) {
                vanished.add(listener);
            } else {
                listener.accept();
            }
        }
        vanished.forEach(listener -> ended.add(transport.vanish(listener)));
        routes.keySet().forEach(listener -> ended.add(listener.released(sharesOn(listener))));
        transport.changed();
        return CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new));
    }

    private Set<RouteShare> sharesOn(Listener listener) {
        Set<RouteShare> shares = Collections.newSetFromMap(new IdentityHashMap<>());
        withdrawn.stream()
                .filter(routes -> routes.listener() == listener)
                .forEach(routes -> shares.add(routes.routes()));
        return shares;
    }

    @Override
    public void release() {
        vanished.forEach(transport::forget);
        withdrawn.forEach(NettyHttpTransport::closeAuthenticator);
    }

    @Override
    public void rollback() {
        tables.forEach((listener, table) -> {
            if (before.listeners().contains(listener)) {
                listener.table(table);
            } else {
                listener.close();
            }
        });
        added.forEach(NettyHttpTransport::closeAuthenticator);
        transport.goBack(before);
        transport.changed();
    }
}
