package dev.capstan.benchmarks.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The event loops of a suite, and the connections that it has opened. Safe for any thread. */
public final class Network implements AutoCloseable {
    private static final int CONNECT_SECONDS = 20;

    /** How much of a body is kept unless said otherwise. */
    /** More than the longest result of a tool, whose end is looked at. */
    private static final int KEEP = 9 << 20;

    private final EventLoopGroup eventLoops;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    /**
     * @param threads event loops for clients and upstreams together
     */
    public Network(int threads) {
        eventLoops = new MultiThreadIoEventLoopGroup(threads, NioIoHandler.newFactory());
    }

    EventLoopGroup eventLoops() {
        return eventLoops;
    }

    /**
     * Connects to a port of the loopback.
     *
     * @throws IOException when nothing accepts the connection within 20 seconds
     */
    public Connection connect(int port) throws IOException, InterruptedException {
        return connect("127.0.0.1", port, 0);
    }

    /**
     * Connects to a port of the loopback.
     *
     * @param from an address of the loopback to come from, to be another caller than those who come from 127.0.0.1
     * @param receiveBuffer of the socket in bytes, for clients that read slowly; 0 for the system's own
     * @throws IOException when nothing accepts the connection within 20 seconds
     */
    public Connection connect(String from, int port, int receiveBuffer) throws IOException, InterruptedException {
        Connection connection = new Connection(KEEP);
        Bootstrap bootstrap = new Bootstrap()
                .group(eventLoops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_SECONDS * 1000)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connection.attach(channel);
                        channel.pipeline().addLast(connection.handler());
                    }
                });
        if (receiveBuffer > 0) {
            bootstrap.option(ChannelOption.SO_RCVBUF, receiveBuffer);
        }
        ChannelFuture connecting =
                bootstrap.connect(new InetSocketAddress("127.0.0.1", port), new InetSocketAddress(from, 0));
        if (!connecting.await(CONNECT_SECONDS + 2, TimeUnit.SECONDS) || !connecting.isSuccess()) {
            connecting.channel().close();
            throw new IOException("port " + port + " accepts no connection", connecting.cause());
        }
        connections.add(connection);
        ChannelFuture unused = connecting.channel().closeFuture().addListener(closed -> connections.remove(connection));
        return connection;
    }

    /** Closes every connection that is still open. */
    public void closeConnections() {
        connections.forEach(Connection::close);
    }

    @Override
    public void close() {
        closeConnections();
        eventLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
    }
}
