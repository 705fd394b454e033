package dev.capstan.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;

/** What a connection sends: writes gather until a flush, and the end comes behind them. On the event loop. */
final class ConnectionOutput implements Runnable {
    private final ChannelHandlerContext context;
    private boolean dirty;
    private boolean scheduled;

    ConnectionOutput(ChannelHandlerContext context) {
        this.context = context;
    }

    /** Takes the bytes over. */
    void write(ByteBuf bytes) {
        dirty = true;
        Future<?> unused = context.write(bytes, context.voidPromise());
    }

    void flush() {
        if (dirty) {
            dirty = false;
            context.flush();
        }
    }

    /** Flushes once the event loop has done what it has at hand, so that pieces that come together leave together. */
    void flushSoon() {
        if (!scheduled) {
            scheduled = true;
            context.channel().eventLoop().execute(this);
        }
    }

    @Override
    public void run() {
        scheduled = false;
        flush();
    }

    /** Closes the connection once everything has been sent. */
    void closeWhenSent() {
        dirty = true;
        Future<?> unused = context.write(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /**
     * Says once everything has been sent that no more comes, and leaves the closing to the client: closing with unread bytes
     * would reset the connection, and the client might never see the reply.
     */
    void endWhenSent() {
        dirty = true;
        Channel channel = context.channel();
        Future<?> unused = context.write(Unpooled.EMPTY_BUFFER).addListener(sent -> {
            if (channel instanceof DuplexChannel duplex) {
                Future<?> ignored = duplex.shutdownOutput();
            } else {
                Future<?> ignored = channel.close();
            }
        });
    }

    void close() {
        Future<?> unused = context.close();
    }

    /** Closes the connection at once in a way that the client cannot take for a proper end. */
    void reset() {
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        close();
    }
}
