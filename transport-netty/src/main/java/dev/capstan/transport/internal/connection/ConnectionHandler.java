package dev.capstan.transport.internal.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Passes what happens to a channel on to its {@link HttpConnection}. */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
    private final Listener listener;
    private final EventLoopState loop;
    private @Nullable HttpConnection connection;
    private boolean inputEnded;

    ConnectionHandler(Listener listener, EventLoopState loop) {
        this.listener = listener;
        this.loop = loop;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        HttpConnection opened = new HttpConnection(ctx, listener, loop);
        connection = opened;
        opened.opened();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (connection != null && message instanceof ByteBuf bytes) {
            connection.received(bytes);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        if (connection != null) {
            connection.batchEnded();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
        if (connection != null && ctx.channel().isWritable()) {
            connection.writable();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (connection != null && !inputEnded && event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            connection.inputEnded();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (connection != null) {
            connection.closed();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (connection != null) {
            // What is no TLS, or is refused in the handshake, is the client's failure.
            connection.failed(
                    cause instanceof DecoderException && cause.getCause() instanceof SSLException refused
                            ? refused
                            : cause);
        } else {
            Future<?> unused = ctx.close();
        }
    }
}
