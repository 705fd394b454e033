package dev.capstan.benchmarks.peer;

import dev.capstan.engine.spi.EventLoops;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The idle upstream connections of one event loop, most recently used first. All on that loop. */
final class BackendPool {
    private final Bootstrap bootstrap;
    private final String authority;
    private final ArrayDeque<ProxyBackend> idle = new ArrayDeque<>();

    BackendPool(EventLoop eventLoop, InetSocketAddress upstream, ByteBufAllocator allocator) {
        authority = upstream.getHostString() + ":" + upstream.getPort();
        bootstrap = new Bootstrap()
                .group(eventLoop)
                .channel(EventLoops.socketChannel(eventLoop))
                .remoteAddress(upstream)
                .option(ChannelOption.ALLOCATOR, allocator)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(YardstickProxy.clientCodec(), new ProxyBackend(BackendPool.this, channel));
                    }
                });
    }

    /** The upstream as a Host field names it. */
    String authority() {
        return authority;
    }

    /** An idle connection; null when there is none. */
    @Nullable
    ProxyBackend takeIdle() {
        return idle.pollFirst();
    }

    /** A new connection. */
    ChannelFuture connect() {
        return bootstrap.connect();
    }

    void giveBack(ProxyBackend backend) {
        idle.addFirst(backend);
    }

    void forget(ProxyBackend backend) {
        idle.remove(backend);
    }
}
