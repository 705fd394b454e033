package dev.capstan.engine.exchange;

import io.netty.channel.EventLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one call holds of a {@link MemoryBudget}. Grows and shrinks with what is really held. On the call's event loop. */
public final class MemoryReservation {
    private final MemoryBudget budget;
    private final EventLoop eventLoop;
    private final Duration atMost;
    private PendingCall waiting = PendingCall.DONE;
    private long reserved;
    private boolean released;
    private @Nullable Growth awaited;

    /**
     * Nothing held yet.
     *
     * @param atMost how long to wait for memory that others hold
     */
    public MemoryReservation(MemoryBudget budget, EventLoop eventLoop, Duration atMost) {
        this.budget = budget;
        this.eventLoop = eventLoop;
        this.atMost = atMost;
    }

    /**
     * Holds that many bytes in all, in place of what was held; what is beyond the whole budget holds all that one can have, so that
     * such a call goes on alone. One growth at a time.
     *
     * @param listener invoked exactly once, possibly at once; with {@link MemoryBudget.Listener#onExhausted} when this is released
     *     before
     */
    public void hold(long bytes, MemoryBudget.Listener listener) {
        long wanted = Math.min(bytes, budget.mostForOne());
        if (released) {
            listener.onExhausted();
        } else if (wanted <= reserved) {
            shrinkTo(wanted);
            listener.onReserved();
        } else {
            Growth growth = new Growth(wanted - reserved, listener);
            awaited = growth;
            PendingCall wait = budget.reserve(growth.bytes, eventLoop, atMost, growth);
            if (awaited == growth) {
                waiting = wait;
            }
        }
    }

    /** Gives back what is beyond that many bytes. */
    public void shrinkTo(long bytes) {
        if (reserved > bytes) {
            budget.release(reserved - bytes);
            reserved = bytes;
        }
    }

    /** Gives everything back, and waits for nothing any more. Harmless when called again. */
    public void release() {
        released = true;
        shrinkTo(0);
        Growth growth = awaited;
        if (growth != null) {
            waiting.cancel();
            growth.onExhausted();
        }
    }

    private final class Growth implements MemoryBudget.Listener {
        private final long bytes;
        private final MemoryBudget.Listener listener;

        Growth(long bytes, MemoryBudget.Listener listener) {
            this.bytes = bytes;
            this.listener = listener;
        }

        @Override
        public void onReserved() {
            awaited = null;
            reserved += bytes;
            listener.onReserved();
        }

        @Override
        public void onExhausted() {
            awaited = null;
            listener.onExhausted();
        }
    }
}
