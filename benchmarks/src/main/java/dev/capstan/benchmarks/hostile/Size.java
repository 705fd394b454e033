package dev.capstan.benchmarks.hostile;

/** How large the probes are made. */
public enum Size {
    /** As large as what was seen to end an engine. */
    FULL,
    /** Small enough that all probes together take two minutes. */
    BRIEF;

    /** One of the two. */
    public int of(int full, int brief) {
        return this == FULL ? full : brief;
    }

    /** Whether probes are as large as they can be. */
    public boolean isFull() {
        return this == FULL;
    }
}
