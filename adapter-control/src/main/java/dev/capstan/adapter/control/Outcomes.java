package dev.capstan.adapter.control;

import java.util.concurrent.atomic.LongAdder;

/** How often something ended how. Safe for any thread. */
final class Outcomes {
    /** The names of outcomes. */
    static final String[] NAMES = {"failed", "1xx", "2xx", "3xx", "4xx", "5xx", "cancelled"};

    private static final int CANCELLED = NAMES.length - 1;

    private final LongAdder[] counts = new LongAdder[NAMES.length];

    Outcomes() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    /** Ended with a status; 0 for a failure without one. */
    void ended(int status) {
        int hundreds = status / 100;
        counts[hundreds > 0 && hundreds < CANCELLED ? hundreds : 0].increment();
    }

    void cancelled() {
        counts[CANCELLED].increment();
    }

    /** How often the outcome with that place in {@link #NAMES} was there. */
    long count(int outcome) {
        return counts[outcome].sum();
    }
}
