package dev.capstan.transport.netty;

import dev.capstan.engine.configuration.RateLimit;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import dev.capstan.engine.spi.ServiceChange;
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
import dev.capstan.transport.internal.limit.RateLimitFilter;
import dev.capstan.transport.internal.routing.RouteShare;
import dev.capstan.transport.internal.tls.ListenerCertificates;
import io.netty.channel.ChannelFuture;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The engine's HTTP transport. Safe for any thread: what is registered is guarded by a lock, which a change holds until it ends. */
public final class NettyHttpTransport implements HttpTransport, EngineService {
    private record Key(InetAddress address, int port) {}

    /** Who has routes, and where. */
    record State(
            List<OwnedRoutes> owned,
            List<OwnedRoutes> drainedLast,
            Set<Listener> listeners,
            Map<Key, Listener> byAddress) {}

    private final EngineContext engine;
    private final Listener.Shared shared;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Listener> byAddress = new HashMap<>();
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private final List<OwnedRoutes> owned = new ArrayList<>();
    private final List<OwnedRoutes> drainedLast = new ArrayList<>();
    /** Those that take no more connections, and still have some. */
    private final Set<Listener> vanishing = ConcurrentHashMap.newKeySet();

    private final Map<String, RequestFilter> rateLimits = new HashMap<>();

    private @Nullable TransportChange change;
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
    public NettyHttpTransport accessLog(AccessLog log) {
        lock.lock();
        try {
            accessLog = log;
            listeners.forEach(listener -> listener.accessLog(log));
            return this;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Registration register(ListenerRequest request, RouteOwner owner, List<Route> routes) {
        lock.lock();
        try {
            return add(request, owner, routes);
        } finally {
            lock.unlock();
        }
    }

    private Registration add(ListenerRequest request, RouteOwner owner, List<Route> routes) {
        Listener listener = listenerFor(request, owner);
        if (change != null) {
            change.changes(listener);
        }
        List<RequestFilter> filters = new ArrayList<>(owner.filters());
        Authenticator authenticator = owner.authenticator();
        RouteShare open = null;
        if (authenticator != null) {
            filters.add(new AuthenticationFilter(authenticator));
            open = listener.table()
                    .addPublic(owner, PublicDocuments.routes(authenticator.publicDocuments(), owner.file()));
        }
        RequestFilter limit = rateLimit(owner);
        if (limit != null) {
            filters.add(limit);
        }
        OwnedRoutes added = new OwnedRoutes(listener, listener.table().add(owner, filters, routes), open);
        owned.add(added);
        if (change != null) {
            change.added(added);
        }
        if (open != null) {
            requireSame(open.conflicts(), added);
        }
        if (started && change == null) {
            serve(added);
        }
        return new ListenerRegistration(this, added);
    }

    /** The same for an adapter before and after a reload, so that callers do not begin anew. */
    private @Nullable RequestFilter rateLimit(RouteOwner owner) {
        RateLimit limit = engine.configuration().server().rateLimit(owner.namespace());
        return limit == null
                ? null
                : rateLimits.computeIfAbsent(
                        owner.file() + ' ' + owner.namespace(), unknown -> new RateLimitFilter(limit));
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
        Listener existing = address.port() != 0
                ? byAddress.get(key)
                : change == null ? null : change.listenerOf(owner, address, request);
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
        try {
            await(listener, listener.bind());
        } catch (InvalidSettingException refusal) {
            withdraw(added);
            throw refusal;
        }
    }

    /** Waits until a listener listens, or says why it cannot. */
    static void await(Listener listener, ChannelFuture binding) {
        if (!binding.awaitUninterruptibly().isSuccess()) {
            throw listener.refusal(binding.cause());
        }
    }

    static void startAuthenticator(OwnedRoutes served) {
        Authenticator authenticator = served.owner().authenticator();
        if (authenticator != null) {
            authenticator.start();
        }
    }

    static void closeAuthenticator(OwnedRoutes served) {
        Authenticator authenticator = served.owner().authenticator();
        if (authenticator != null) {
            authenticator.close();
        }
    }

    void withdraw(OwnedRoutes withdrawn) {
        lock.lock();
        try {
            remove(withdrawn);
        } finally {
            lock.unlock();
        }
    }

    private void remove(OwnedRoutes withdrawn) {
        if (!owned.remove(withdrawn)) {
            return;
        }
        Listener listener = withdrawn.listener();
        drainedLast.remove(withdrawn);
        if (change != null) {
            change.changes(listener);
        }
        listener.table().remove(withdrawn.routes());
        if (withdrawn.open() != null) {
            listener.table().remove(withdrawn.open());
        }
        if (change != null && !change.forgets(withdrawn)) {
            change.withdrawn(withdrawn);
            return;
        }
        if (change == null && listener.table().shares().isEmpty()) {
            leave(listener);
            CompletableFuture<Void> unused = listener.drain();
        } else if (change == null && started) {
            listener.publishRoutes();
        }
        closeAuthenticator(withdrawn);
    }

    private void leave(Listener listener) {
        listeners.remove(listener);
        byAddress.values().remove(listener);
    }

    /** Listens on everything that is registered, or on nothing. */
    @Override
    public void start() {
        lock.lock();
        try {
            open();
        } finally {
            lock.unlock();
        }
    }

    private void open() {
        started = true;
        owned.forEach(NettyHttpTransport::startAuthenticator);
        Map<Listener, ChannelFuture> binding = new LinkedHashMap<>();
        for (Listener listener : listeners) {
            binding.put(listener, listener.bind());
        }
        List<String> refusals = new ArrayList<>();
        Set<String> settings = new HashSet<>();
        binding.forEach((listener, bound) -> {
            try {
                await(listener, bound);
            } catch (InvalidSettingException refusal) {
                refusals.add(refusal.getMessage());
                settings.addAll(refusal.settings());
            }
        });
        if (!refusals.isEmpty()) {
            close();
            throw new InvalidSettingException(String.join("\n", refusals), settings);
        }
    }

    void drainLast(OwnedRoutes routes) {
        lock.lock();
        try {
            drainedLast.add(routes);
        } finally {
            lock.unlock();
        }
    }

    // What is registered and withdrawn together

    @Override
    public ServiceChange change() {
        lock.lock();
        TransportChange opened = new TransportChange(
                this,
                new State(List.copyOf(owned), List.copyOf(drainedLast), Set.copyOf(listeners), Map.copyOf(byAddress)));
        change = opened;
        return opened;
    }

    boolean hasStarted() {
        return started;
    }

    /** Nobody has routes on a listener any more; completes when its last connection has ended. */
    CompletableFuture<Void> vanish(Listener listener) {
        leave(listener);
        vanishing.add(listener);
        return listener.drain();
    }

    /** Ends what still goes on there. */
    void forget(Listener listener) {
        listener.close();
        vanishing.remove(listener);
    }

    void goBack(State before) {
        owned.clear();
        owned.addAll(before.owned());
        drainedLast.clear();
        drainedLast.addAll(before.drainedLast());
        listeners.retainAll(before.listeners());
        byAddress.clear();
        byAddress.putAll(before.byAddress());
    }

    /** The change has ended. */
    void changed() {
        change = null;
        lock.unlock();
    }

    // The end

    @Override
    public CompletionStage<Void> drain() {
        lock.lock();
        try {
            return drainListeners();
        } finally {
            lock.unlock();
        }
    }

    private CompletionStage<Void> drainListeners() {
        Set<Listener> last = new LinkedHashSet<>();
        drainedLast.forEach(routes -> last.add(routes.listener()));
        owned.stream()
                .filter(routes -> !drainedLast.contains(routes))
                .forEach(routes -> last.remove(routes.listener()));
        List<Listener> first = new ArrayList<>(vanishing);
        listeners.stream().filter(listener -> !last.contains(listener)).forEach(first::add);
        // Closing a listening channel waits, which an event loop must not.
        return last.isEmpty()
                ? drained(first)
                : drained(first).thenComposeAsync(ended -> drained(last), engine.blockingExecutor());
    }

    private static CompletableFuture<Void> drained(Collection<Listener> listeners) {
        return CompletableFuture.allOf(listeners.stream().map(Listener::drain).toArray(CompletableFuture[]::new));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            listeners.forEach(Listener::close);
            vanishing.forEach(Listener::close);
            owned.forEach(NettyHttpTransport::closeAuthenticator);
            owned.clear();
            drainedLast.clear();
            listeners.clear();
            byAddress.clear();
            started = false;
        } finally {
            lock.unlock();
        }
    }
}
