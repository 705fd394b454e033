package dev.capstan.adapter.control;

import java.util.concurrent.atomic.LongAdder;

/** How long things took, in a few classes. Safe for any thread. */
final class Durations {
    /** The longest of each class but the last, in seconds; the last has no bound. */
    static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private static final double NANOS = 1e9;

    private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Durations() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    void add(long took) {
        int bucket = 0;
        while (bucket < BOUNDS.length && took > BOUNDS[bucket] * NANOS) {
            bucket++;
        }
        counts[bucket].increment();
        nanos.add(took);
    }

    /** How many are in that class. */
    long count(int bucket) {
        return counts[bucket].sum();
    }

    double seconds() {
        return nanos.sum() / NANOS;
    }
}
