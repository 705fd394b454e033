package dev.capstan.consumer.http.internal.call;

import dev.capstan.engine.configuration.Breaker;
import java.util.Arrays;

/**
 * Counts the calls of one event loop and their failures over a sliding window, and trips the circuit breaker when their share is too
 * high. On that event loop.
 */
final class BreakerWindow {
    private static final int SLOTS = 10;

    private final CircuitBreaker breaker;
    private final int minimumCalls;
    private final int failureShare;
    private final long slotMillis;
    private final int[] calls = new int[SLOTS];
    private final int[] failures = new int[SLOTS];
    private long slot;
    private int epoch;
    private int allCalls;
    private int allFailures;

    BreakerWindow(CircuitBreaker breaker) {
        Breaker settings = breaker.settings();
        this.breaker = breaker;
        this.minimumCalls = settings.minimumCalls();
        this.failureShare = settings.failureShare();
        this.slotMillis = Math.max(1, settings.window().toMillis() / SLOTS);
    }

    /** See {@link CircuitBreaker#permit}. */
    long permit() {
        return minimumCalls == 0 ? CircuitBreaker.PERMITTED : breaker.permit();
    }

    boolean isOpen() {
        return !breaker.isClosed();
    }

    /** A call has ended well. */
    void succeeded(boolean wasProbe) {
        if (wasProbe) {
            breaker.probeSucceeded();
        } else if (minimumCalls > 0) {
            count(false);
        }
    }

    /** A call has failed. */
    void failed(boolean wasProbe) {
        if (wasProbe) {
            breaker.probeFailed();
        } else if (minimumCalls > 0 && breaker.isClosed()) {
            count(true);
            if (allCalls >= minimumCalls && allFailures * 100L >= (long) failureShare * allCalls) {
                breaker.trip();
            }
        }
    }

    /** Nothing will be known about a call. */
    void abandoned(boolean wasProbe) {
        if (wasProbe) {
            breaker.probeAbandoned();
        }
    }

    private void count(boolean isFailure) {
        advance();
        int index = (int) (slot % SLOTS);
        calls[index]++;
        allCalls++;
        if (isFailure) {
            failures[index]++;
            allFailures++;
        }
    }

    private void advance() {
        long current = Math.max(0, breaker.clock().millis() / slotMillis);
        int closed = breaker.epoch();
        if (current - slot >= SLOTS || closed != epoch) {
            Arrays.fill(calls, 0);
            Arrays.fill(failures, 0);
            allCalls = 0;
            allFailures = 0;
            epoch = closed;
            slot = current;
        }
        while (slot < current) {
            slot++;
            int index = (int) (slot % SLOTS);
            allCalls -= calls[index];
            allFailures -= failures[index];
            calls[index] = 0;
            failures[index] = 0;
        }
    }
}
