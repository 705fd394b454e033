package dev.capstan.consumer.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Opens a connection for a call, TLS included: tries the origin's addresses in turn until one answers or time is up. */
final class ConnectAttempt implements OriginAccess.Listener {
    private final ConnectionPool pool;
    private final HttpCall call;
    private final long deadline;
    private UpstreamConnection connection;
    private OriginAccess.@Nullable Way way;
    private int nextAddress;
    private @Nullable Channel channel;
    private boolean ended;

    ConnectAttempt(ConnectionPool pool, HttpCall call, long deadline) {
        this.pool = pool;
        this.call = call;
        this.deadline = deadline;
        this.connection = new UpstreamConnection(pool);
    }

    HttpCall call() {
        return call;
    }

    @Override
    public void onWay(OriginAccess.Way way) {
        this.way = way;
        tryNext(way);
    }

    @Override
    public void onNoWay(Throwable cause) {
        fail(cause);
    }

    private void tryNext(OriginAccess.Way way) {
        if (ended) {
            return;
        }
        long remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (remaining <= 0) {
            fail(new TimeoutException());
            return;
        }
        InetSocketAddress address = new InetSocketAddress(
                way.addresses().get(nextAddress++), pool.origin().port());
        ChannelFuture connecting = new Bootstrap()
                .group(pool.client().eventLoop())
                .channelFactory(ChannelTypes.sockets(pool.client().eventLoop()))
                .disableResolver()
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(remaining, Integer.MAX_VALUE))
                .handler(new Pipeline(way.tls()))
                .connect(address);
        channel = connecting.channel();
        connecting.addListener((ChannelFuture connected) -> onConnected(connected, way));
    }

    /** What a connection is made of. */
    private final class Pipeline extends ChannelInitializer<Channel> {
        private final @Nullable SslContext tls;

        Pipeline(@Nullable SslContext tls) {
            this.tls = tls;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (tls != null) {
                SslHandler handler = tls.newHandler(
                        channel.alloc(), pool.origin().host(), pool.origin().port());
                // The attempt's own deadline holds for all of it.
                handler.setHandshakeTimeoutMillis(0);
                channel.pipeline().addLast(handler);
            }
            // A new one for each address: a connection that was closed stays so.
            connection = new UpstreamConnection(pool);
            channel.pipeline().addLast(connection.decoder(), connection);
        }
    }

    private void onConnected(ChannelFuture connected, OriginAccess.Way way) {
        if (!connected.isSuccess()) {
            if (!ended && nextAddress < way.addresses().size()) {
                tryNext(way);
            } else {
                fail(connected.cause());
            }
            return;
        }
        SslHandler tls = connected.channel().pipeline().get(SslHandler.class);
        if (tls == null) {
            succeed(connected.channel());
        } else {
            tls.handshakeFuture().addListener((Future<Channel> shaken) -> {
                if (shaken.isSuccess()) {
                    succeed(shaken.getNow());
                } else {
                    fail(shaken.cause());
                }
            });
        }
    }

    private void succeed(Channel connected) {
        if (ended || !connected.isActive()) {
            connected.close();
            fail(new IOException());
            return;
        }
        ended = true;
        pool.onConnected(this, connection);
    }

    private void fail(Throwable cause) {
        if (!ended) {
            ended = true;
            close();
            pool.onNotConnected(this, cause);
        }
    }

    private void close() {
        if (channel != null) {
            channel.close();
        }
    }

    /** Gives up when it takes too long. */
    void sweep(long now) {
        if (now - deadline >= 0) {
            fail(new TimeoutException());
        }
    }

    /** Gives up because the client closes. */
    void abort() {
        fail(new IOException("closing"));
    }
}
