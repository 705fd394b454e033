package dev.capstan.benchmarks.soak;

import java.util.List;

/**
 * One engine's run.
 *
 * @param samples over time
 * @param warmUpSeconds what comes before does not count
 * @param lived whether the process outlived it
 * @param descriptorsBefore open before the load
 * @param descriptorsAfter open when the load had ended and idle connections had been given time to close
 * @param stackTraceLines of the log
 */
record SoakResult(
        SoakTally tally,
        List<Sample> samples,
        double warmUpSeconds,
        boolean lived,
        long descriptorsBefore,
        long descriptorsAfter,
        long stackTraceLines) {
    /** The samples that count. */
    List<Sample> warm() {
        return samples.stream()
                .filter(sample -> sample.seconds() >= warmUpSeconds)
                .toList();
    }

    /** The resident memory once it is what it stays. */
    long residentBytes() {
        List<Sample> warm = warm();
        return Trend.median(warm.subList(warm.size() * 2 / 3, warm.size()), Sample::residentBytes);
    }

    long peakBytes() {
        return samples.stream().mapToLong(Sample::residentBytes).max().orElse(0);
    }
}
