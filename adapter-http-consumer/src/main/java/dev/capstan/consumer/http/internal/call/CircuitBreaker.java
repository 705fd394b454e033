package dev.capstan.consumer.http.internal.call;

import dev.capstan.engine.configuration.Breaker;
import dev.capstan.engine.observe.BreakerChange;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Whether calls are let through to something that fails. Shared by all event loops, each of which counts calls in a
 * {@link BreakerWindow} of its own; while it is closed nothing is written here. Safe for any thread.
 */
final class CircuitBreaker {
    /** What {@link #permit} returns for a call that is let through. */
    static final long PERMITTED = 0;

    /** What {@link #permit} returns for a call that is let through as a probe, whose outcome has to be reported. */
    static final long PROBE = -1;

    /** Probes that take longer are not waited for. */
    private static final long LONGEST_PROBE_MILLIS = 30_000;

    /**
     * A state.
     *
     * @param epoch how often it has been closed
     * @param until when an open one lets probes through, or a half-open one waits no longer for outcomes, in milliseconds
     * @param openMillis for how long it is, or was, open
     * @param pending probes on their way
     * @param succeeded probes that succeeded
     */
    private record Status(
            BreakerChange.State state, int epoch, long until, long openMillis, int pending, int succeeded) {}

    private final Breaker settings;
    private final Clock clock;
    private final Consumer<BreakerChange.State> listener;
    private final AtomicReference<Status> current =
            new AtomicReference<>(new Status(BreakerChange.State.CLOSED, 0, 0, 0, 0, 0));

    /**
     * A closed one.
     *
     * @param listener receives each new state, on the thread of the call that led to it
     */
    CircuitBreaker(Breaker settings, Clock clock, Consumer<BreakerChange.State> listener) {
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
    }

    private Status status() {
        return Objects.requireNonNull(current.get());
    }

    Breaker settings() {
        return settings;
    }

    Clock clock() {
        return clock;
    }

    boolean isClosed() {
        return status().state == BreakerChange.State.CLOSED;
    }

    /** How often it has been closed: what was counted before counts no more. */
    int epoch() {
        return status().epoch;
    }

    /** Lets a call through, as {@link #PERMITTED} or as {@link #PROBE}; else returns for how many milliseconds not. */
    long permit() {
        while (true) {
            Status now = status();
            if (now.state == BreakerChange.State.CLOSED) {
                return PERMITTED;
            }
            long millis = clock.millis();
            if (now.state == BreakerChange.State.OPEN) {
                if (millis < now.until) {
                    return now.until - millis;
                }
                if (change(now, halfOpen(now, millis))) {
                    return PROBE;
                }
            } else if (now.pending + now.succeeded >= settings.probes()) {
                if (millis < now.until) {
                    return millis(settings.firstOpenTime());
                }
                if (change(now, halfOpen(now, millis))) {
                    return PROBE;
                }
            } else if (change(now, with(now, now.pending + 1, now.succeeded))) {
                return PROBE;
            }
        }
    }

    private static Status halfOpen(Status before, long millis) {
        return new Status(
                BreakerChange.State.HALF_OPEN, before.epoch, millis + LONGEST_PROBE_MILLIS, before.openMillis, 1, 0);
    }

    private static Status with(Status now, int pending, int succeeded) {
        return new Status(now.state, now.epoch, now.until, now.openMillis, pending, succeeded);
    }

    /** Too many calls have failed. */
    void trip() {
        Status now = status();
        if (now.state == BreakerChange.State.CLOSED) {
            change(now, opened(now, millis(settings.firstOpenTime())));
        }
    }

    private Status opened(Status before, long openMillis) {
        return new Status(BreakerChange.State.OPEN, before.epoch, clock.millis() + openMillis, openMillis, 0, 0);
    }

    /** A probe has failed. */
    void probeFailed() {
        Status now = status();
        if (now.state == BreakerChange.State.HALF_OPEN) {
            change(now, opened(now, Math.min(now.openMillis * 2, millis(settings.maxOpenTime()))));
        }
    }

    /** A probe has succeeded. */
    void probeSucceeded() {
        while (true) {
            Status now = status();
            if (now.state != BreakerChange.State.HALF_OPEN
                    || change(
                            now,
                            now.succeeded + 1 >= settings.probes()
                                    ? new Status(BreakerChange.State.CLOSED, now.epoch + 1, 0, 0, 0, 0)
                                    : with(now, now.pending - 1, now.succeeded + 1))) {
                return;
            }
        }
    }

    /** Nothing will be known about a probe. */
    void probeAbandoned() {
        while (true) {
            Status now = status();
            if (now.state != BreakerChange.State.HALF_OPEN
                    || change(now, with(now, Math.max(0, now.pending - 1), now.succeeded))) {
                return;
            }
        }
    }

    private boolean change(Status from, Status to) {
        boolean changed = current.compareAndSet(from, to);
        if (changed && from.state != to.state) {
            listener.accept(to.state);
        }
        return changed;
    }

    private static long millis(Duration duration) {
        return Math.max(1, duration.toMillis());
    }
}
