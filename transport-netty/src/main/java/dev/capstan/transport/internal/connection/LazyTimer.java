package dev.capstan.transport.internal.connection;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A timer that is set far more often than it expires. Moving it back is cheap: what is scheduled already finds, when it runs, that
 * it is too early. On the event loop.
 */
final class LazyTimer implements Runnable {
    private final EventLoop eventLoop;
    private final Runnable onExpired;
    private boolean set;
    private long at;
    private long scheduledAt;
    private @Nullable ScheduledFuture<?> scheduled;

    LazyTimer(EventLoop eventLoop, Runnable onExpired) {
        this.eventLoop = eventLoop;
        this.onExpired = onExpired;
    }

    /** Lets it expire so many nanoseconds from that {@link System#nanoTime()}, and not at an earlier setting. */
    void set(long now, long nanos) {
        set = true;
        at = now + Math.max(0, nanos);
        if (scheduled != null && at - scheduledAt < 0) {
            scheduled.cancel(false);
            scheduled = null;
        }
        if (scheduled == null) {
            schedule(now);
        }
    }

    boolean isSet() {
        return set;
    }

    /** It does not expire, unless it is set again. */
    void clear() {
        set = false;
    }

    /** Clears it, and lets go of the event loop. */
    void stop() {
        set = false;
        if (scheduled != null) {
            scheduled.cancel(false);
            scheduled = null;
        }
    }

    private void schedule(long now) {
        scheduledAt = at;
        scheduled = eventLoop.schedule(this, at - now, TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        scheduled = null;
        if (!set) {
            return;
        }
        long now = System.nanoTime();
        if (at - now > 0) {
            schedule(now);
        } else {
            set = false;
            onExpired.run();
        }
    }
}
