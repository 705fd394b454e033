package dev.capstan.transport.internal.connection;

import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EventLoops;
import dev.capstan.transport.AccessLog;
import dev.capstan.transport.RouteOwner;
import dev.capstan.transport.internal.exchange.DateField;
import dev.capstan.transport.internal.exchange.DefectLog;
import dev.capstan.transport.internal.exchange.HostCheck;
import dev.capstan.transport.internal.exchange.NettyHttpExchange;
import dev.capstan.transport.internal.exchange.RequestGuard;
import dev.capstan.transport.internal.exchange.RequestIds;
import dev.capstan.transport.internal.exchange.ServerContext;
import dev.capstan.transport.internal.routing.ListenerRoutes;
import dev.capstan.transport.internal.routing.RouteShare;
import dev.capstan.transport.internal.routing.RouteTable;
import dev.capstan.transport.internal.tls.ListenerCertificates;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A server socket, who is served there, and its connections. Its life is guarded by the transport; its event
 * loops only read.
 */
public final class Listener implements ServerContext {
    /** More than other channels' turns take: with few, those who connect while much is sent would wait long for their turn. */
    private static final int ACCEPTED_AT_ONCE = 64;

    /**
     * The most of a reply that the system keeps while its client does not take it. Its own limit is megabytes: clients that do not
     * read would have them all fetched and copied, in the time of others.
     */
    private static final long UNSENT_BYTES = 128 * 1024;

    private final ListenAddress address;
    private final int askedPort;
    private final ServerConfiguration configuration;
    private volatile RouteTable table = new RouteTable();
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final Map<EventLoop, EventLoopState> loops = new ConcurrentHashMap<>();
    private final RequestGuard guard;
    private final Shared shared;

    private volatile @Nullable ListenerRoutes routes;
    private volatile boolean draining;
    private volatile boolean crowded;
    private volatile @Nullable Channel channel;
    private volatile @Nullable AccessLog accessLog;

    /** What all listeners of an engine share. */
    public record Shared(
            EngineContext engine,
            DateField date,
            DefectLog defects,
            RequestIds requestIds,
            @Nullable ListenerCertificates certificates) {}

    /** A listener that does not listen yet. */
    public Listener(ListenAddress address, int askedPort, Shared shared, @Nullable AccessLog accessLog) {
        this.address = address;
        this.askedPort = askedPort;
        this.shared = shared;
        this.configuration = shared.engine.configuration().server();
        this.guard = new RequestGuard(
                configuration.limits(),
                new HostCheck(List.of(address.name(), address.urlHost()), configuration.allowedHosts()));
        this.accessLog = accessLog;
    }

    public RouteTable table() {
        return table;
    }

    /** Goes back to a table that was there before; what is served does not change by that. */
    public void table(RouteTable before) {
        table = before;
    }

    /** Serves the routes that the table holds now. */
    public void publishRoutes() {
        publish(table.build());
    }

    /** Serves these routes, which its table has made. */
    public void publish(ListenerRoutes built) {
        routes = built;
        built.published();
    }

    /** Listens, and serves the routes that the table holds now. */
    public ChannelFuture bind() {
        return bind(true);
    }

    /** Listens; who connects waits until {@link #accept}. */
    public ChannelFuture bindWaiting() {
        return bind(false);
    }

    /** Serves who has connected since {@link #bindWaiting}, and whoever does from now on. */
    public void accept() {
        Channel open = channel;
        if (open != null) {
            open.config().setAutoRead(true);
        }
    }

    private ChannelFuture bind(boolean accepts) {
        publishRoutes();
        EventLoopGroup eventLoops = shared.engine.eventLoops();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(eventLoops)
                .channel(EventLoops.serverChannel(eventLoops))
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(ACCEPTED_AT_ONCE))
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.AUTO_READ, accepts)
                .handler(new ConnectionLimit(this, configuration.maxConnections()))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childHandler(new ConnectionInitializer(this));
        if (EventLoops.isEpoll(eventLoops)) {
            bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT_BYTES);
        }
        ChannelFuture bound = bootstrap.bind(address.socketAddress());
        channel = bound.channel();
        return bound;
    }

    /** Says for the user why {@link #bind} failed. */
    public InvalidSettingException refusal(Throwable cause) {
        RouteOwner owner = table.shares().get(0).owner();
        String reason = cause.getMessage() == null ? "" : cause.getMessage();
        String what = "cannot listen on " + address.urlHost() + ":" + address.port() + " for " + owner.file() + " ("
                + owner.type() + " \"" + owner.namespace() + "\"): ";
        if (reason.contains("in use")) {
            return new InvalidSettingException(
                    what + "the port is in use; stop what uses it, or map port " + askedPort + " to another one",
                    List.of("server.portOverrides"));
        }
        if (reason.contains("ermission")) {
            return new InvalidSettingException(
                    what + "this user may not open that port; map port " + askedPort + " to one above 1023",
                    List.of("server.portOverrides"));
        }
        return new InvalidSettingException(
                what + "the address is none of this machine's; give one of its own", List.of("server.host"));
    }

    /** Takes no new connections, lets requests on their way end; completes when no connection is left. */
    public CompletableFuture<Void> drain() {
        draining = true;
        closeChannel();
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (HttpConnection connection : connections) {
            ends.add(connection.drain());
        }
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }

    /**
     * Completes once no exchange needs a route of those shares any more. They are not among the routes that were published last, so
     * that no further one can.
     */
    public CompletableFuture<Void> released(Set<RouteShare> shares) {
        List<CompletableFuture<Void>> released = new ArrayList<>();
        for (HttpConnection connection : connections) {
            CompletableFuture<Void> one = new CompletableFuture<>();
            released.add(one);
            try {
                connection.eventLoop().execute(() -> {
                    NettyHttpExchange exchange = connection.current();
                    if (exchange == null) {
                        one.complete(null);
                    } else {
                        exchange.whenReleased(shares, () -> one.complete(null));
                    }
                });
            } catch (RejectedExecutionException e) {
                one.complete(null);
            }
        }
        return CompletableFuture.allOf(released.toArray(CompletableFuture[]::new));
    }

    /** Ends everything at once. */
    public void close() {
        draining = true;
        closeChannel();
        connections.forEach(HttpConnection::abort);
    }

    private void closeChannel() {
        Channel open = channel;
        if (open == null) {
            return;
        }
        ChannelFuture closed = open.close();
        if (!open.eventLoop().inEventLoop()) {
            // The port is free again when this returns.
            closed.awaitUninterruptibly();
        }
    }

    public boolean isBound() {
        return channel != null;
    }

    /** The port that is listened on, the asked one before that is known. */
    int port() {
        Channel open = channel;
        return open != null && open.localAddress() instanceof InetSocketAddress bound
                ? bound.getPort()
                : address.port();
    }

    /** The port that was asked for, whatever the operator made of it. */
    public int askedPort() {
        return askedPort;
    }

    public ListenAddress address() {
        return address;
    }

    public String baseUrl() {
        return (shared.certificates == null ? "http://" : "https://") + address.urlHost() + ":" + port();
    }

    @Override
    public ServerConfiguration configuration() {
        return configuration;
    }

    @Override
    public String name() {
        return address.urlHost() + ":" + port();
    }

    /** What connections begin with; null for plain HTTP. */
    @Nullable
    ListenerCertificates certificates() {
        return shared.certificates;
    }

    RequestGuard guard() {
        return guard;
    }

    @Override
    public MemoryBudget memory() {
        return shared.engine.memory();
    }

    @Override
    public byte[] dateLine() {
        return shared.date.line();
    }

    @Override
    public DefectLog defects() {
        return shared.defects;
    }

    @Override
    public RequestIds requestIds() {
        return shared.requestIds;
    }

    @Override
    public @Nullable AccessLog accessLog() {
        return accessLog;
    }

    /** Reports each request to that log from now on. */
    public void accessLog(AccessLog log) {
        accessLog = log;
    }

    @Override
    public boolean isDraining() {
        return draining;
    }

    @Override
    public ListenerRoutes routes() {
        ListenerRoutes published = routes;
        if (published == null) {
            throw new IllegalStateException("not listening yet");
        }
        return published;
    }

    // Its connections

    EventLoopState stateOf(EventLoop eventLoop) {
        return loops.computeIfAbsent(eventLoop, loop -> new EventLoopState(loop, configuration.limits()));
    }

    /** Whether new connections wait for others to end. */
    boolean isCrowded() {
        return crowded;
    }

    void crowded(boolean waiting) {
        crowded = waiting;
    }

    /** Closes the connection that has been idle for longest, if any is. */
    void closeLongestIdle() {
        long now = System.nanoTime();
        EventLoopState longest = null;
        long most = -1;
        for (EventLoopState loop : loops.values()) {
            long idle = loop.idle().longestNanos(now);
            if (idle > most) {
                most = idle;
                longest = loop;
            }
        }
        if (longest != null) {
            IdleConnections idle = longest.idle();
            longest.eventLoop().execute(idle::closeLongest);
        }
    }

    void opened(HttpConnection connection) {
        connections.add(connection);
    }

    void closed(HttpConnection connection) {
        connections.remove(connection);
    }
}
