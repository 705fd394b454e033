package dev.capstan.consumer.http;

import java.time.Clock;
import java.time.Duration;

/**
 * Keeps calls from an origin that fails: opens after so many failures in a row, lets one call try after a while, and
 * closes when that one succeeds. One for each origin and event loop.
 */
final class CircuitBreaker {
    private final int threshold;
    private final long openMillis;
    private final Clock clock;
    private int failures;
    private long refusesUntil;

    /**
     * A closed one.
     *
     * @param threshold failures in a row that open it; 0 keeps it closed
     */
    CircuitBreaker(int threshold, Duration openTime, Clock clock) {
        this.threshold = threshold;
        this.openMillis = Math.max(1, openTime.toMillis());
        this.clock = clock;
    }

    /** Milliseconds before a call may try; 0 lets this one through. */
    long permit() {
        if (!isOpen()) {
            return 0;
        }
        long now = clock.millis();
        if (now < refusesUntil) {
            return refusesUntil - now;
        }
        // The one that tries. Should nothing be heard of it, another one may after as long again.
        refusesUntil = now + openMillis;
        return 0;
    }

    boolean isOpen() {
        return threshold > 0 && failures >= threshold;
    }

    void succeeded() {
        failures = 0;
    }

    void failed() {
        if (threshold > 0 && ++failures >= threshold) {
            failures = threshold;
            refusesUntil = clock.millis() + openMillis;
        }
    }
}
