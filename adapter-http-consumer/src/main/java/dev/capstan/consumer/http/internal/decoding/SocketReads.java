package dev.capstan.consumer.http.internal.decoding;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Stands below TLS, where what is read from the socket can be seen. */
public final class SocketReads extends ChannelInboundHandlerAdapter {
    private boolean lastWasFull;

    /** Whether the last read filled its buffer, so that the socket may hold more. */
    boolean lastWasFull() {
        return lastWasFull;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        lastWasFull = message instanceof ByteBuf bytes && !bytes.isWritable();
        context.fireChannelRead(message);
    }
}
