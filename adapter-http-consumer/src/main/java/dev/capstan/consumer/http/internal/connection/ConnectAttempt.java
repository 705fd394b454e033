package dev.capstan.consumer.http.internal.connection;

import dev.capstan.consumer.http.internal.connection.ConnectFailures.AddressRefusedException;
import dev.capstan.consumer.http.internal.connection.ConnectFailures.UnresolvedException;
import dev.capstan.consumer.http.internal.decoding.ResponseDecoder;
import dev.capstan.consumer.http.internal.decoding.SocketReads;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Opens a connection for a call, TLS included: tries the origin's addresses in turn until one responds or time is up. */
final class ConnectAttempt implements OriginResolver.Listener {
    private final ConnectionPool pool;
    private final ConnectionUser user;
    private final long deadline;
    private List<InetAddress> addresses = List.of();
    private int nextAddress;
    private @Nullable Channel channel;
    private boolean ended;

    ConnectAttempt(ConnectionPool pool, ConnectionUser user, long deadline) {
        this.pool = pool;
        this.user = user;
        this.deadline = deadline;
    }

    ConnectionUser user() {
        return user;
    }

    @Override
    public void onResolved(ResolvedOrigin resolved) {
        addresses = resolved.addresses().stream()
                .filter(address -> pool.client().permits(pool.origin(), address))
                .toList();
        if (addresses.isEmpty()) {
            fail(new AddressRefusedException());
        } else {
            tryNext(resolved.tls());
        }
    }

    @Override
    public void onUnresolved(Throwable cause) {
        fail(cause);
    }

    private void tryNext(@Nullable SslContext tls) {
        if (ended) {
            return;
        }
        long remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (remaining <= 0) {
            fail(new TimeoutException());
            return;
        }
        InetSocketAddress address = new InetSocketAddress(
                addresses.get(nextAddress++), pool.origin().port());
        // A new one for each address: a connection that was closed stays so.
        Pipeline pipeline = new Pipeline(tls);
        ChannelFuture connecting = new Bootstrap()
                .group(pool.client().eventLoop())
                .channelFactory(ChannelTypes.sockets(pool.client().eventLoop()))
                .disableResolver()
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(remaining, Integer.MAX_VALUE))
                .handler(pipeline)
                .connect(address);
        channel = connecting.channel();
        connecting.addListener((ChannelFuture connected) -> onConnected(connected, pipeline));
    }

    /** What a connection is made of. */
    private final class Pipeline extends ChannelInitializer<Channel> {
        private final @Nullable SslContext tls;
        private final @Nullable SocketReads encrypted;
        private final UpstreamConnection connection;

        Pipeline(@Nullable SslContext tls) {
            this.tls = tls;
            this.encrypted = tls == null ? null : new SocketReads();
            this.connection = new UpstreamConnection(
                    pool,
                    new ResponseDecoder(
                            pool.client().settings().configuration().limits().maxHeadBytes(), encrypted));
        }

        @Override
        protected void initChannel(Channel channel) {
            if (tls != null && encrypted != null) {
                SslHandler handler = tls.newHandler(
                        channel.alloc(), pool.origin().host(), pool.origin().port());
                // The attempt's own deadline holds for all of it.
                handler.setHandshakeTimeoutMillis(0);
                channel.pipeline().addLast(encrypted, handler);
            }
            channel.pipeline().addLast(connection.decoder(), connection);
        }
    }

    private void onConnected(ChannelFuture connected, Pipeline pipeline) {
        if (!connected.isSuccess()) {
            if (!ended && nextAddress < addresses.size()) {
                tryNext(pipeline.tls);
            } else {
                fail(connected.cause());
            }
            return;
        }
        SslHandler tls = connected.channel().pipeline().get(SslHandler.class);
        if (tls == null) {
            succeed(connected.channel(), pipeline.connection);
        } else {
            tls.handshakeFuture().addListener((Future<Channel> shaken) -> {
                if (shaken.isSuccess()) {
                    succeed(shaken.getNow(), pipeline.connection);
                } else {
                    fail(shaken.cause());
                }
            });
        }
    }

    private void succeed(Channel connected, UpstreamConnection connection) {
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
            pool.resolver().forget(this);
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
            fail(pool.resolver().isAwaitedBy(this) ? new UnresolvedException() : new TimeoutException());
        }
    }

    /** Gives up because the client closes. */
    void abort() {
        fail(new IOException("closing"));
    }
}
