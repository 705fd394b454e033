package dev.capstan.transport.netty;

import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.transport.AccessLog;
import dev.capstan.transport.HttpTransport;
import dev.capstan.transport.ListenerRequest;
import dev.capstan.transport.Registration;
import dev.capstan.transport.RequestFilter;
import dev.capstan.transport.Route;
import dev.capstan.transport.RouteConflict;
import dev.capstan.transport.RouteOwner;
import dev.capstan.transport.internal.authentication.AuthenticationFilter;
import dev.capstan.transport.internal.authentication.PublicDocuments;
import dev.capstan.transport.internal.connection.ListenAddress;
import dev.capstan.transport.internal.connection.Listener;
import dev.capstan.transport.internal.exchange.DateField;
import dev.capstan.transport.internal.exchange.DefectLog;
import dev.capstan.transport.internal.exchange.RequestIds;
import dev.capstan.transport.internal.routing.RouteShare;
import dev.capstan.transport.internal.tls.ListenerCertificates;
import io.netty.channel.ChannelFuture;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The engine's HTTP transport. Safe for any thread. */
public final class NettyHttpTransport implements HttpTransport, EngineService {
    private record Key(InetAddress address, int port) {}

    private final EngineContext engine;
    private final Listener.Shared shared;
    private final Map<Key, Listener> byAddress = new HashMap<>();
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private final List<OwnedRoutes> owned = new ArrayList<>();
    private final List<OwnedRoutes> drainedLast = new ArrayList<>();
    private @Nullable AccessLog accessLog;
    private boolean started;

    private NettyHttpTransport(EngineContext engine) {
        this.engine = engine;
        this.shared = new Listener.Shared(
                engine,
                new DateField(engine.clock()),
                new DefectLog(),
                new RequestIds(),
                ListenerCertificates.of(engine.configuration().server().tls(), engine.blockingExecutor()));
    }

    /** The engine's transport; the engine starts and closes it. */
    public static NettyHttpTransport of(EngineContext engine) {
        return engine.service(NettyHttpTransport.class, NettyHttpTransport::new);
    }

    @Override
    public synchronized NettyHttpTransport accessLog(AccessLog log) {
        accessLog = log;
        listeners.forEach(listener -> listener.accessLog(log));
        return this;
    }

    @Override
    public synchronized Registration register(ListenerRequest request, RouteOwner owner, List<Route> routes) {
        Listener listener = listenerFor(request, owner);
        List<RequestFilter> filters = new ArrayList<>(owner.filters());
        Authenticator authenticator = owner.authenticator();
        RouteShare open = null;
        if (authenticator != null) {
            filters.add(new AuthenticationFilter(authenticator));
            open = listener.table()
                    .addPublic(owner, PublicDocuments.routes(authenticator.publicDocuments(), owner.file()));
        }
        OwnedRoutes added = new OwnedRoutes(listener, listener.table().add(owner, filters, routes), open);
        owned.add(added);
        if (open != null) {
            requireSame(open.conflicts(), added);
        }
        if (started) {
            serve(added);
        }
        return new ListenerRegistration(this, added);
    }

    /** Two owners may show the same, and no more. */
    private void requireSame(List<RouteConflict> conflicts, OwnedRoutes added) {
        for (RouteConflict conflict : conflicts) {
            if (!PublicDocuments.same(conflict.route(), conflict.earlier())) {
                withdraw(added);
                throw new InvalidSettingException(conflict.route().path() + " cannot be served for "
                        + conflict.earlierOwner().file() + " and for "
                        + added.owner().file()
                        + " on one port, because what they show there differs: give one of them another port");
            }
        }
    }

    private Listener listenerFor(ListenerRequest request, RouteOwner owner) {
        ServerConfiguration configuration = engine.configuration().server();
        String host = configuration.host() == null ? request.address() : configuration.host();
        ListenAddress address = ListenAddress.resolve(host, configuration.portFor(request.port()), owner);
        Key key = new Key(address.address(), address.port());
        Listener existing = address.port() == 0 ? null : byAddress.get(key);
        if (existing != null) {
            return existing;
        }
        Listener listener = new Listener(address, request.port(), shared, accessLog);
        listeners.add(listener);
        if (address.port() != 0) {
            byAddress.put(key, listener);
        }
        return listener;
    }

    private void serve(OwnedRoutes added) {
        Listener listener = added.listener();
        startAuthenticator(added);
        if (listener.isBound()) {
            listener.publishRoutes();
            return;
        }
        ChannelFuture bound = listener.bind().awaitUninterruptibly();
        if (!bound.isSuccess()) {
            InvalidSettingException refusal = listener.refusal(bound.cause());
            withdraw(added);
            throw refusal;
        }
    }

    private static void startAuthenticator(OwnedRoutes served) {
        Authenticator authenticator = served.owner().authenticator();
        if (authenticator != null) {
            authenticator.start();
        }
    }

    private static void closeAuthenticator(OwnedRoutes served) {
        Authenticator authenticator = served.owner().authenticator();
        if (authenticator != null) {
            authenticator.close();
        }
    }

    synchronized void withdraw(OwnedRoutes withdrawn) {
        if (!owned.remove(withdrawn)) {
            return;
        }
        drainedLast.remove(withdrawn);
        Listener listener = withdrawn.listener();
        listener.table().remove(withdrawn.routes());
        if (withdrawn.open() != null) {
            listener.table().remove(withdrawn.open());
        }
        if (listener.table().shares().isEmpty()) {
            listeners.remove(listener);
            byAddress.values().remove(listener);
            CompletableFuture<Void> unused = listener.drain();
        } else if (started) {
            listener.publishRoutes();
        }
        closeAuthenticator(withdrawn);
    }

    /** Listens on everything that is registered, or on nothing. */
    @Override
    public synchronized void start() {
        started = true;
        owned.forEach(NettyHttpTransport::startAuthenticator);
        Map<Listener, ChannelFuture> binding = new HashMap<>();
        for (Listener listener : listeners) {
            binding.put(listener, listener.bind());
        }
        List<String> refusals = new ArrayList<>();
        Set<String> settings = new HashSet<>();
        for (Listener listener : listeners) {
            ChannelFuture bound = binding.get(listener);
            if (bound != null && !bound.awaitUninterruptibly().isSuccess()) {
                InvalidSettingException refusal = listener.refusal(bound.cause());
                refusals.add(refusal.getMessage());
                settings.addAll(refusal.settings());
            }
        }
        if (!refusals.isEmpty()) {
            close();
            throw new InvalidSettingException(String.join("\n", refusals), settings);
        }
    }

    synchronized void drainLast(OwnedRoutes routes) {
        drainedLast.add(routes);
    }

    @Override
    public synchronized CompletionStage<Void> drain() {
        Set<Listener> last = new LinkedHashSet<>();
        drainedLast.forEach(routes -> last.add(routes.listener()));
        owned.stream()
                .filter(routes -> !drainedLast.contains(routes))
                .forEach(routes -> last.remove(routes.listener()));
        List<Listener> first =
                listeners.stream().filter(listener -> !last.contains(listener)).toList();
        // Closing a listening channel waits, which an event loop must not.
        return last.isEmpty()
                ? drained(first)
                : drained(first).thenComposeAsync(ended -> drained(last), engine.blockingExecutor());
    }

    private static CompletableFuture<Void> drained(Collection<Listener> listeners) {
        return CompletableFuture.allOf(listeners.stream().map(Listener::drain).toArray(CompletableFuture[]::new));
    }

    @Override
    public synchronized void close() {
        listeners.forEach(Listener::close);
        owned.forEach(NettyHttpTransport::closeAuthenticator);
        owned.clear();
        drainedLast.clear();
        listeners.clear();
        byAddress.clear();
        started = false;
    }
}
