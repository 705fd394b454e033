package dev.capstan.benchmarks.soak;

import dev.capstan.benchmarks.process.ProcessFigures;

/**
 * What the engine's process takes at one time.
 *
 * @param seconds since the load began
 * @param calls made so far
 */
record Sample(double seconds, long calls, long residentBytes, long descriptors, long threads) {
    static Sample of(long process, double seconds, long calls) {
        return new Sample(
                seconds,
                calls,
                ProcessFigures.resident(process),
                ProcessFigures.descriptors(process),
                ProcessFigures.threads(process));
    }
}
