package dev.capstan.engine.exchange;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of an engine together may hold in memory: bodies and arguments that are gathered before they are sent on, and
 * responses that are read as a whole. What holds little, or streams, needs no reservation. Safe for any thread.
 */
public final class MemoryBudget {
    /** Receives the outcome of a reservation that had to wait. Invoked exactly once, on the event loop it was made with. */
    public interface Listener {
        /** The bytes are reserved, and are the listener's to release. */
        void onReserved();

        /** Nothing is reserved: what others hold was not released in time, or the amount is beyond the whole budget. */
        void onExhausted();
    }

    /** Amounts up to this one are little: they need not wait for those who hold much. */
    private static final long LITTLE = 64 * 1024;

    private final long limit;
    private final long limitOfMuch;
    private final AtomicLong reserved = new AtomicLong();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private volatile boolean isAwaited;

    /** A budget of that many bytes. */
    public MemoryBudget(long limit) {
        this.limit = limit;
        // The rest is for those who need little, so that they go on while others wait.
        this.limitOfMuch = limit - limit / 8;
    }

    /** The budget in bytes. */
    public long limit() {
        return limit;
    }

    /** The bytes that are reserved now. */
    public long reserved() {
        return reserved.get();
    }

    /** The most bytes that one holder can have, which is a little less than all. */
    public long mostForOne() {
        return Math.max(limitOfMuch, Math.min(limit, LITTLE));
    }

    /**
     * Reserves that many bytes, if they are there. For amounts that need not wait in turn.
     *
     * @return whether they are reserved; whoever reserved them releases them
     */
    public boolean tryReserve(long bytes) {
        return take(bytes, limit);
    }

    /**
     * Reserves that many bytes as soon as they are there. Those who ask for much are served in the order of asking.
     *
     * @param atMost how long to wait
     * @return gives the wait up; harmless once the listener was invoked, which it is not after that
     */
    public PendingCall reserve(long bytes, EventLoop eventLoop, Duration atMost, Listener listener) {
        if (bytes <= LITTLE ? take(bytes, limit) : !isAwaited && take(bytes, limitOfMuch)) {
            listener.onReserved();
            return PendingCall.DONE;
        }
        if (bytes > mostForOne() || atMost.isZero()) {
            listener.onExhausted();
            return PendingCall.DONE;
        }
        Waiting wait = new Waiting(bytes, eventLoop, listener);
        synchronized (waiting) {
            waiting.add(wait);
            isAwaited = true;
        }
        wait.timer = eventLoop.schedule(() -> expire(wait), atMost.toNanos(), TimeUnit.NANOSECONDS);
        serveWaiting();
        return () -> {
            if (remove(wait)) {
                wait.stopTimer();
            } else if (!wait.delivered) {
                wait.cancelled = true;
            }
        };
    }

    /** Releases bytes that were reserved. */
    public void release(long bytes) {
        reserved.addAndGet(-bytes);
        if (isAwaited) {
            serveWaiting();
        }
    }

    private boolean take(long bytes, long limit) {
        long now = reserved.get();
        while (bytes <= limit - now) {
            if (reserved.compareAndSet(now, now + bytes)) {
                return true;
            }
            now = reserved.get();
        }
        return false;
    }

    private void serveWaiting() {
        while (true) {
            Waiting first;
            synchronized (waiting) {
                first = waiting.peek();
                if (first == null || !take(first.bytes, first.bytes <= LITTLE ? limit : limitOfMuch)) {
                    isAwaited = first != null;
                    return;
                }
                waiting.remove();
                isAwaited = !waiting.isEmpty();
            }
            Waiting served = first;
            served.eventLoop.execute(() -> deliver(served));
        }
    }

    private void deliver(Waiting served) {
        served.stopTimer();
        if (served.cancelled) {
            release(served.bytes);
        } else {
            served.delivered = true;
            served.listener.onReserved();
        }
    }

    private void expire(Waiting wait) {
        if (remove(wait)) {
            wait.listener.onExhausted();
        }
    }

    private boolean remove(Waiting wait) {
        boolean removed;
        synchronized (waiting) {
            removed = waiting.remove(wait);
            isAwaited = !waiting.isEmpty();
        }
        if (removed) {
            serveWaiting();
        }
        return removed;
    }

    /** Its flags and its timer belong to its event loop. */
    private static final class Waiting {
        final long bytes;
        final EventLoop eventLoop;
        final Listener listener;

        @Nullable
        Future<?> timer;

        boolean cancelled;
        boolean delivered;

        Waiting(long bytes, EventLoop eventLoop, Listener listener) {
            this.bytes = bytes;
            this.eventLoop = eventLoop;
            this.listener = listener;
        }

        void stopTimer() {
            if (timer != null) {
                timer.cancel(false);
            }
        }
    }
}
