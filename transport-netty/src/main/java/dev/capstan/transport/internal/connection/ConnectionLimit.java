package dev.capstan.transport.internal.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a listener to as many connections as it may have. At the limit, a new one takes the place of the one that has been idle for
 * longest; while none is idle, new ones wait, in the kernel's queue but for those that were accepted already. On the listening
 * channel's event loop.
 */
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private static final long RETRY_MILLIS = 100;
    /** So many are accepted before they have a place; the others wait in the kernel's queue. */
    private static final int MOST_WAITING = 64;

    private final Listener listener;
    private final int limit;
    private final Deque<Channel> waiting = new ArrayDeque<>();
    private int open;
    /** How many idle ones were asked to close; it is not known whether there were as many. */
    private int closing;

    private boolean scheduled;

    ConnectionLimit(Listener listener, int limit) {
        this.listener = listener;
        this.limit = limit;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        waiting.add((Channel) accepted);
        admit(ctx);
    }

    private void admit(ChannelHandlerContext ctx) {
        while (!waiting.isEmpty() && open < limit) {
            Channel next = waiting.remove();
            open++;
            next.closeFuture().addListener(closed -> {
                if (ctx.channel().isOpen()) {
                    ctx.channel().eventLoop().execute(() -> closed(ctx));
                }
            });
            ctx.fireChannelRead(next);
        }
        boolean crowded = !waiting.isEmpty();
        listener.crowded(crowded);
        ctx.channel().config().setAutoRead(waiting.size() < MOST_WAITING);
        for (; closing < waiting.size(); closing++) {
            listener.closeLongestIdle();
        }
        if (crowded && !scheduled) {
            scheduled = true;
            Future<?> unused =
                    ctx.channel().eventLoop().schedule(() -> lookAgain(ctx), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Others may be idle by now. */
    private void lookAgain(ChannelHandlerContext ctx) {
        scheduled = false;
        closing = 0;
        if (ctx.channel().isOpen()) {
            admit(ctx);
        }
    }

    private void closed(ChannelHandlerContext ctx) {
        open--;
        closing = Math.max(0, closing - 1);
        admit(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        for (Channel next = waiting.poll(); next != null; next = waiting.poll()) {
            next.unsafe().closeForcibly();
        }
        ctx.fireChannelInactive();
    }
}
