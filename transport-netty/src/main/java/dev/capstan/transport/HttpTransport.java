package dev.capstan.transport;

import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import io.netty.channel.ChannelFuture;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP listeners of one engine, shared by all its adapters: those that name one address and port share a listener.
 * HTTP/1.1 (RFC 9110, RFC 9112). Safe for any thread; adapters register on the thread that builds the engine.
 */
public final class HttpTransport implements EngineService {
    private record Key(InetAddress address, int port) {}

    private final EngineContext engine;
    private final DateField date;
    private final Map<Key, Listener> shared = new HashMap<>();
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private @Nullable AccessLog accessLog;
    private boolean started;

    private HttpTransport(EngineContext engine) {
        this.engine = engine;
        this.date = new DateField(engine.clock());
    }

    /** The engine's transport. */
    public static HttpTransport of(EngineContext engine) {
        return engine.service(HttpTransport.class, HttpTransport::new);
    }

    /** Tells that log of each request from now on. */
    public synchronized HttpTransport accessLog(AccessLog log) {
        accessLog = log;
        listeners.forEach(listener -> listener.accessLog(log));
        return this;
    }

    /**
     * Registers an owner's routes. The operator's address and port overrides apply to the request; where they give port 0,
     * the owner gets a free port of its own. Before {@link #start} nothing is served; afterwards the routes are served when
     * this returns.
     *
     * @return the registration; routes that an earlier one has already are not taken and are among its conflicts
     * @throws InvalidSettingException when the address cannot be listened on
     */
    public synchronized Registration register(ListenerRequest request, RouteOwner owner, List<Route> routes) {
        Listener listener = listenerFor(request, owner);
        RouteTable.Share share = listener.table().add(owner, routes);
        if (started) {
            serve(listener, share);
        }
        return new ListenerRegistration(this, listener, share);
    }

    private Listener listenerFor(ListenerRequest request, RouteOwner owner) {
        ServerConfiguration configuration = engine.configuration().server();
        String host = configuration.host() == null ? request.address() : configuration.host();
        ListenAddress address = ListenAddress.resolve(host, configuration.portFor(request.port()), owner);
        Key key = new Key(address.address(), address.port());
        Listener existing = address.port() == 0 ? null : shared.get(key);
        if (existing != null) {
            return existing;
        }
        Listener listener = new Listener(address, request.port(), engine, date, accessLog);
        listeners.add(listener);
        if (address.port() != 0) {
            shared.put(key, listener);
        }
        return listener;
    }

    private void serve(Listener listener, RouteTable.Share share) {
        if (listener.isBound()) {
            listener.publishRoutes();
            return;
        }
        ChannelFuture bound = listener.bind().awaitUninterruptibly();
        if (!bound.isSuccess()) {
            InvalidSettingException refusal = listener.refusal(bound.cause());
            withdraw(listener, share);
            throw refusal;
        }
    }

    synchronized void withdraw(Listener listener, RouteTable.Share share) {
        listener.table().remove(share);
        if (listener.table().shares().isEmpty()) {
            listeners.remove(listener);
            shared.values().remove(listener);
            CompletableFuture<Void> unused = listener.drain();
        } else if (started) {
            listener.publishRoutes();
        }
    }

    /** Listens on everything that is registered, or on nothing. */
    @Override
    public synchronized void start() {
        started = true;
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

    @Override
    public synchronized CompletionStage<Void> drain() {
        return CompletableFuture.allOf(listeners.stream().map(Listener::drain).toArray(CompletableFuture[]::new));
    }

    @Override
    public synchronized void close() {
        listeners.forEach(Listener::close);
        listeners.clear();
        shared.clear();
        started = false;
    }
}
