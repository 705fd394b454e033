package dev.capstan.benchmarks.macro;

/**
 * A figure that the project promises.
 *
 * @param name of the figure
 * @param value as measured
 * @param bound of the promise
 * @param atMost whether the bound is the highest allowed, not the lowest
 */
record Goal(String name, double value, double bound, boolean atMost) {
    boolean isMet() {
        return atMost ? value <= bound : value >= bound;
    }
}
