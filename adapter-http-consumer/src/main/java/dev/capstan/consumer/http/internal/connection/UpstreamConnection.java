package dev.capstan.consumer.http.internal.connection;

import dev.capstan.consumer.http.internal.decoding.ResponseDecoder;
import dev.capstan.consumer.http.internal.request.OutgoingRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * One connection: serves one exchange after the other, and reads from the socket only what someone waits for. Decides nothing about
 * calls. Bytes that are received while there is no exchange close it. On one event loop.
 */
public final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private final ConnectionPool pool;
    private final ResponseDecoder decoder;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Exchange exchange;
    private boolean used;
    private boolean closed;
    private long idleDeadline;

    UpstreamConnection(ConnectionPool pool, ResponseDecoder decoder) {
        this.pool = pool;
        this.decoder = decoder;
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return context;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    Channel channel() {
        return context().channel();
    }

    ConnectionPool pool() {
        return pool;
    }

    ResponseDecoder decoder() {
        return decoder;
    }

    boolean isUsable() {
        return exchange == null && !closed && !decoder.hasSurplus() && channel().isActive();
    }

    /** Whether it has served a call before. */
    public boolean isReused() {
        return used;
    }

    /** Waits for the next call, and for the other side to close. */
    void idle() {
        idleDeadline = System.nanoTime() + pool.client().settings().poolIdleTimeout();
        context().read();
    }

    /**
     * Sends a call's request.
     *
     * @param head the request's head as it is to be sent this time; taken over
     */
    public void send(ConnectionUser user, OutgoingRequest request, ByteBuf head) {
        Exchange next = new Exchange(this, user, request, used);
        used = true;
        exchange = next;
        next.start(context(), head);
    }

    /** The call has been given up. */
    public void cancel(ConnectionUser user) {
        Exchange cancelled = exchange;
        if (cancelled != null && cancelled.belongsTo(user)) {
            cancelled.cancel();
        }
    }

    void read() {
        context().read();
    }

    /** The exchange has ended; the connection is given back, or closed. */
    void end(Exchange ended, boolean reusable) {
        if (exchange != ended) {
            return;
        }
        exchange = null;
        boolean again = reusable
                && !closed
                && !decoder.hasSurplus()
                && channel().isActive()
                && pool.takeBack(this, decoder.mayHaveMore());
        if (!again) {
            close();
        }
    }

    /** Closes; an exchange that goes on fails. */
    void close() {
        Exchange open = exchange;
        if (open != null) {
            open.fail("the engine closed the connection");
        }
        if (!closed) {
            closed = true;
            if (decoder.hasSurplus() && !decoder.isTimeoutNotice()) {
                pool.onSurplus();
            }
            context().close();
            pool.remove(this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (exchange != null && message instanceof HttpObject object) {
                exchange.onObject(object);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.onReadComplete();
        } else if (decoder.hasSurplus()) {
            close();
        } else if (!closed) {
            context.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.onWritabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        onDisconnected("was closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        onDisconnected("broke");
    }

    private void onDisconnected(String how) {
        Exchange open = exchange;
        if (open != null) {
            String when = decoder.receivedBytes() ? "in the middle of the response" : "without a response";
            open.fail("the connection " + how + " " + when);
        }
        close();
    }

    /**
     * Ends what has taken too long.
     *
     * @param isContended whether most of the connections to the origin are in use
     */
    void sweep(long now, boolean isContended) {
        if (exchange != null) {
            exchange.sweep(now, isContended);
        } else if (now - idleDeadline >= 0) {
            close();
        }
    }
}
