package dev.capstan.transport.internal.connection;

import dev.capstan.transport.internal.exchange.NettyHttpExchange;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a client that sends no more still reads. Both ways of ending look the same here: only a client that has gone
 * answers further bytes with a reset. So the first characters of the reply leave early, one by one; they are the same for every
 * reply. Between chunks, they are zeros before the next chunk's size. On the event loop.
 */
final class ClosedPeerProbe {
    /** So often is tried; the second one fails to be written, where the first one was answered with a reset. */
    private static final int MOST = 2;

    private static final long INTERVAL_NANOS = 500_000_000L;
    private static final byte[] ZERO = {'0'};

    private final ConnectionOutput output;
    private final LazyTimer timer;
    private @Nullable NettyHttpExchange probed;
    private int left;

    ClosedPeerProbe(ConnectionOutput output, EventLoop eventLoop) {
        this.output = output;
        this.timer = new LazyTimer(eventLoop, this::again);
    }

    /** Begins to send what the exchange's reply goes on with in any case, if there is such; once for each exchange. */
    void probe(NettyHttpExchange exchange) {
        if (probed != exchange) {
            probed = exchange;
            left = MOST;
            send(exchange);
        }
    }

    private void send(NettyHttpExchange exchange) {
        left--;
        if ((output.sendAhead() || sendZero(exchange)) && left > 0) {
            timer.set(System.nanoTime(), INTERVAL_NANOS);
        }
    }

    private boolean sendZero(NettyHttpExchange exchange) {
        if (!exchange.isBetweenChunks()) {
            return false;
        }
        output.write(Unpooled.wrappedBuffer(ZERO));
        output.flush();
        return true;
    }

    private void again() {
        if (probed != null) {
            send(probed);
        }
    }

    /** The connection has ended. */
    void stop() {
        probed = null;
        timer.stop();
    }
}
