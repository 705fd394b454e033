package dev.capstan.transport;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection's one timer. Moving it back is cheap: the timer that runs already finds, when it fires, that it is too
 * early. On the event loop.
 */
final class Deadline implements Runnable {
    /** What is waited for. */
    enum Wait {
        NOTHING,
        NEXT_REQUEST,
        HEAD,
        BODY,
        CLIENT_TO_READ,
        CLIENT_TO_CLOSE
    }

    /** Hears that it came too late. */
    interface Listener {
        void onLate(Wait wait);
    }

    private final EventLoop eventLoop;
    private final Listener listener;
    private Wait wait = Wait.NOTHING;
    private long at;
    private long firesAt;
    private @Nullable ScheduledFuture<?> timer;

    Deadline(EventLoop eventLoop, Listener listener) {
        this.eventLoop = eventLoop;
        this.listener = listener;
    }

    Wait current() {
        return wait;
    }

    void set(Wait wait, Duration time) {
        this.wait = wait;
        long now = System.nanoTime();
        at = now + time.toNanos();
        if (timer != null && at - firesAt < 0) {
            timer.cancel(false);
            timer = null;
        }
        if (timer == null) {
            schedule(now);
        }
    }

    void clear() {
        wait = Wait.NOTHING;
    }

    /** Never fires again. */
    void stop() {
        clear();
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void schedule(long now) {
        firesAt = at;
        timer = eventLoop.schedule(this, at - now, TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        timer = null;
        if (wait == Wait.NOTHING) {
            return;
        }
        long now = System.nanoTime();
        if (at - now > 0) {
            schedule(now);
        } else {
            Wait late = wait;
            wait = Wait.NOTHING;
            listener.onLate(late);
        }
    }
}
