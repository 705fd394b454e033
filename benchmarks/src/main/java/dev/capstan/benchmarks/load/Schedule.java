package dev.capstan.benchmarks.load;

/** When the requests of a fixed-rate run are due: at even distances, whatever happens to those before. */
final class Schedule {
    private final long start;
    private final double interval;
    private final long count;
    private long next;

    /**
     * @param start when the first request is due, by the clock of {@link System#nanoTime}
     * @param perSecond requests in a second
     * @param length how long requests become due, in nanoseconds
     */
    Schedule(long start, double perSecond, long length) {
        this.start = start;
        this.interval = 1e9 / perSecond;
        this.count = (long) Math.ceil(length / interval);
    }

    /** Whether any request has not been taken yet, due or not. */
    boolean hasNext() {
        return next < count;
    }

    /** When the next request is due. */
    long due() {
        return start + (long) (next * interval);
    }

    /** Whether the next request is due by that time. */
    boolean isDue(long now) {
        return hasNext() && due() - now <= 0;
    }

    /** Takes the next request; returns when it was due. */
    long take() {
        long due = due();
        next++;
        return due;
    }
}
