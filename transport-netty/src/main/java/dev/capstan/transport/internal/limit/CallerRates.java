package dev.capstan.transport.internal.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.capstan.engine.configuration.RateLimit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How often each caller of an adapter has called, as a leaky bucket: one time for each caller, up to which what it has sent is paid for
 * (the generic cell rate algorithm). Knows a bounded number of callers; those that have not called for long are forgotten. Safe for any
 * thread, without locks.
 */
final class CallerRates {
    private static final int MOST_CALLERS = 100_000;
    /** A year: what is paid for any longer ahead overflows sooner or later. */
    private static final long LONGEST = Duration.ofDays(365).toNanos();

    private final long interval;
    private final long burst;
    private final LongSupplier nanoTime;
    private final Cache<String, AtomicLong> paidUntil;

    /** No caller has called. */
    CallerRates(RateLimit limit, LongSupplier nanoTime) {
        this.interval = Math.max(1, limit.per().toNanos() / limit.requests());
        this.burst = limit.burst() > LONGEST / interval ? Math.max(LONGEST, interval) : interval * limit.burst();
        this.nanoTime = nanoTime;
        this.paidUntil = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(Duration.ofNanos(burst))
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Takes a request of a caller.
     *
     * @return how many more it may send at once; or, as a negative number, the nanoseconds until it may send the next one
     */
    long take(String caller) {
        long now = nanoTime.getAsLong();
        AtomicLong paid = paidUntil.get(caller, unknown -> new AtomicLong(now));
        while (true) {
            long before = paid.get();
            long after = Math.max(before - now, 0) + interval;
            if (after > burst) {
                return burst - after;
            }
            if (paid.compareAndSet(before, now + after)) {
                return (burst - after) / interval;
            }
        }
    }
}
