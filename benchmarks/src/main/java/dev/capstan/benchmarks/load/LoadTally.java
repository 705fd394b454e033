package dev.capstan.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What one worker counted.
 *
 * @param end when its last answer came, by the clock of {@link System#nanoTime}
 */
record LoadTally(long completed, long failed, long late, long unsent, long end, Histogram latencies) {}
