package dev.capstan.transport.internal.connection;

import dev.capstan.engine.configuration.RequestLimits;
import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the connections of a listener on one event loop share. On that event loop, but for {@link #idle}. */
final class EventLoopState {
    /** Who reads for less than this is not singled out. */
    private static final long SHORTEST_STALL_NANOS = 1_000_000_000L;

    private final EventLoop eventLoop;
    private final RequestHeadDecoder decoder;
    private final IdleConnections idle = new IdleConnections();
    /** The longest stalled first. */
    private final Set<ConnectionOutput> stalled = new LinkedHashSet<>();

    EventLoopState(EventLoop eventLoop, RequestLimits limits) {
        this.eventLoop = eventLoop;
        this.decoder = new RequestHeadDecoder(limits);
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    RequestHeadDecoder decoder() {
        return decoder;
    }

    IdleConnections idle() {
        return idle;
    }

    void stalled(ConnectionOutput output) {
        stalled.add(output);
    }

    void noLongerStalled(ConnectionOutput output) {
        stalled.remove(output);
    }

    /** Cuts off the client that has not read for longest; false when none has kept others waiting for long. */
    boolean cutLongestStalled(long now, ConnectionOutput asking) {
        ConnectionOutput longest = null;
        for (ConnectionOutput output : stalled) {
            longest = output;
            break;
        }
        return cut(longest, now, asking);
    }

    private static boolean cut(@Nullable ConnectionOutput longest, long now, ConnectionOutput asking) {
        if (longest == null || longest == asking || now - longest.stalledSince() < SHORTEST_STALL_NANOS) {
            return false;
        }
        longest.reset();
        return true;
    }
}
