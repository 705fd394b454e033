package dev.capstan.transport;

import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EventLoops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A server socket, who is served there, and its connections. Its life is guarded by {@link HttpTransport}; its event
 * loops only read.
 */
final class Listener {
    private final ListenAddress address;
    private final int askedPort;
    private final EngineContext engine;
    private final ServerConfiguration configuration;
    private final RouteTable table = new RouteTable();
    private final Set<ConnectionHandler> connections = ConcurrentHashMap.newKeySet();
    private final HostCheck hosts;
    private final RequestDispatcher dispatcher;
    private final DateField date;

    private volatile @Nullable RouteTrie routes;
    private volatile boolean draining;
    private volatile @Nullable Channel channel;
    private volatile @Nullable AccessLog accessLog;

    Listener(
            ListenAddress address, int askedPort, EngineContext engine, DateField date, @Nullable AccessLog accessLog) {
        this.address = address;
        this.askedPort = askedPort;
        this.engine = engine;
        this.configuration = engine.configuration().server();
        this.hosts = new HostCheck(address, configuration);
        this.dispatcher = new RequestDispatcher(this);
        this.date = date;
        this.accessLog = accessLog;
    }

    RouteTable table() {
        return table;
    }

    /** Serves the routes that the table holds now. */
    void publishRoutes() {
        routes = table.build(ListenerIndex.route(table.shares()));
    }

    ChannelFuture bind() {
        publishRoutes();
        ChannelFuture bound = new ServerBootstrap()
                .group(engine.eventLoops())
                .channel(EventLoops.serverChannel(engine.eventLoops()))
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .handler(new ConnectionLimit(configuration.maxConnections()))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childHandler(new ConnectionInitializer(this))
                .bind(address.socketAddress());
        channel = bound.channel();
        return bound;
    }

    /** Says for the user why {@link #bind} failed. */
    InvalidSettingException refusal(Throwable cause) {
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
    CompletableFuture<Void> drain() {
        draining = true;
        closeChannel();
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (ConnectionHandler connection : connections) {
            ends.add(connection.drain());
        }
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }

    /** Ends everything at once. */
    void close() {
        draining = true;
        closeChannel();
        connections.forEach(ConnectionHandler::abort);
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

    boolean isBound() {
        return channel != null;
    }

    /** The port that is listened on, the asked one before that is known. */
    int port() {
        Channel open = channel;
        return open != null && open.localAddress() instanceof InetSocketAddress bound
                ? bound.getPort()
                : address.port();
    }

    ListenAddress address() {
        return address;
    }

    String baseUrl() {
        return "http://" + address.urlHost() + ":" + port();
    }

    ServerConfiguration configuration() {
        return configuration;
    }

    /** {@code address:port}, for logs. */
    String name() {
        return address.urlHost() + ":" + port();
    }

    RequestDispatcher dispatcher() {
        return dispatcher;
    }

    HostCheck hosts() {
        return hosts;
    }

    DateField date() {
        return date;
    }

    @Nullable
    AccessLog accessLog() {
        return accessLog;
    }

    void accessLog(AccessLog log) {
        accessLog = log;
    }

    boolean isDraining() {
        return draining;
    }

    RouteTrie routes() {
        RouteTrie published = routes;
        if (published == null) {
            throw new IllegalStateException("not listening yet");
        }
        return published;
    }

    void opened(ConnectionHandler connection) {
        connections.add(connection);
    }

    void closed(ConnectionHandler connection) {
        connections.remove(connection);
    }
}
