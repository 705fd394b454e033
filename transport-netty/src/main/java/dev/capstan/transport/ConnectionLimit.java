package dev.capstan.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/** Stops accepting while a listener has as many connections as it may have; the rest wait in the kernel's queue. */
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private final int limit;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionLimit(int limit) {
        this.limit = limit;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        Channel server = ctx.channel();
        if (open.incrementAndGet() >= limit) {
            server.config().setAutoRead(false);
        }
        ((Channel) accepted).closeFuture().addListener(closed -> {
            if (open.getAndDecrement() == limit) {
                server.config().setAutoRead(true);
            }
        });
        ctx.fireChannelRead(accepted);
    }
}
