package dev.capstan.benchmarks.peer;

import dev.capstan.engine.spi.EventLoops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A bare reverse proxy on Netty's HTTP codecs, to measure the engine by: what it costs is what no engine on these codecs
 * can save. It forwards heads and bodies as they come, with back-pressure both ways, keeps idle upstream connections
 * per event loop, drops hop-by-hop fields, and leaves Netty's validation of heads on; it knows no routes, no time limits,
 * no retries and no documents.
 */
public final class YardstickProxy implements AutoCloseable {
    private final EventLoopGroup eventLoops;
    private final Channel listener;

    private YardstickProxy(int port, InetSocketAddress upstream, int threads) {
        eventLoops = EventLoops.create(threads);
        ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
        Map<EventExecutor, BackendPool> pools = new IdentityHashMap<>();
        for (EventExecutor loop : eventLoops) {
            pools.put(loop, new BackendPool((EventLoop) loop, upstream, allocator));
        }
        listener = new ServerBootstrap()
                .group(eventLoops)
                .channel(EventLoops.serverChannel(eventLoops))
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        BackendPool pool = pools.get(channel.eventLoop());
                        if (pool == null) {
                            throw new IllegalStateException("an event loop without a pool");
                        }
                        channel.pipeline().addLast(new HttpServerCodec(decoding()), new ProxyFrontend(pool, channel));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .syncUninterruptibly()
                .channel();
    }

    /** Pieces of bodies as large as the engine takes them: smaller ones would cost more. */
    private static HttpDecoderConfig decoding() {
        return new HttpDecoderConfig().setMaxChunkSize(256 * 1024);
    }

    static HttpClientCodec clientCodec() {
        return new HttpClientCodec(
                decoding(),
                HttpClientCodec.DEFAULT_PARSE_HTTP_AFTER_CONNECT_REQUEST,
                HttpClientCodec.DEFAULT_FAIL_ON_MISSING_RESPONSE);
    }

    /** Listens on the loopback, on that port or, when it is 0, on a free one. */
    public static YardstickProxy start(int port, InetSocketAddress upstream, int threads) {
        return new YardstickProxy(port, upstream, threads);
    }

    /** Where it listens. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        eventLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Runs as a process of its own: {@code YardstickProxy UPSTREAM_PORT THREADS}. */
    public static void main(String[] arguments) throws IOException {
        InetSocketAddress upstream =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        try (YardstickProxy proxy = start(0, upstream, Integer.parseInt(arguments[1]))) {
            Child.serveUntilParentEnds(proxy.port());
        }
    }
}
