package dev.capstan.run.sandbox;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An upstream on a free loopback port that keeps JSON resources in memory by path. {@code GET /__sandbox/requests} shows the
 * last requests. Holds at most 10,000 resources and 64 Mi characters of JSON.
 */
public final class Sandbox implements AutoCloseable {
    private static final int MAX_RESOURCES = 10_000;
    private static final long MAX_STORED = 64L << 20;
    private static final int MAX_BODY = 10 << 20;

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("sandbox", true), NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final SandboxResources resources = new SandboxResources(new ResourceStore(MAX_RESOURCES, MAX_STORED));
    private final Channel server;

    private Sandbox(Consumer<String> log) {
        ReceivedRequests received = new ReceivedRequests();
        server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(MAX_BODY),
                                        new SandboxConnection(resources, received, log));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /**
     * Starts one.
     *
     * @param log gets a line for each request, on the sandbox's thread; the line holds no credentials
     */
    public static Sandbox start(Consumer<String> log) {
        return new Sandbox(log);
    }

    /** {@code http://127.0.0.1:PORT}. */
    public String origin() {
        return "http://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** Tells what documents call, so that items, collections and actions are told apart without guessing. */
    public void expect(List<CalledPath> paths) {
        KnownPaths known = new KnownPaths(paths);
        loop.submit(() -> resources.know(known)).syncUninterruptibly();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
