package dev.capstan.benchmarks.peer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** An upstream connection: hands what it reads to the frontend that has taken it. */
final class ProxyBackend extends ChannelInboundHandlerAdapter {
    private final BackendPool pool;
    private final Channel channel;
    private @Nullable ProxyFrontend taker;
    private @Nullable ProxyFrontend unflushed;

    ProxyBackend(BackendPool pool, Channel channel) {
        this.pool = pool;
        this.channel = channel;
    }

    /** From now on that frontend hears what comes. */
    void attach(ProxyFrontend frontend) {
        taker = frontend;
    }

    /** The exchange has ended; another one may follow. */
    void giveBack() {
        taker = null;
        channel.config().setAutoRead(true);
        pool.giveBack(this);
    }

    /** The exchange has ended, and the connection with it. */
    void close() {
        taker = null;
        channel.close();
    }

    void write(HttpObject message) {
        channel.write(message, channel.voidPromise());
    }

    void flush() {
        channel.flush();
    }

    /** Whether to read on. */
    void setReading(boolean reading) {
        channel.config().setAutoRead(reading);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ProxyFrontend frontend = taker;
        if (frontend == null) {
            ReferenceCountUtil.release(message);
            context.close();
            return;
        }
        unflushed = frontend;
        frontend.onResponse((HttpObject) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        ProxyFrontend frontend = unflushed;
        if (frontend != null) {
            unflushed = null;
            frontend.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (taker != null) {
            taker.setReading(channel.isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        pool.forget(this);
        ProxyFrontend frontend = taker;
        taker = null;
        if (frontend != null) {
            frontend.onUpstreamGone();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
