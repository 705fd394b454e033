package dev.capstan.benchmarks.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * How a figure of the process went, once it was warm.
 *
 * @param name what the report calls it
 * @param begin its median over the first third of that time
 * @param end its median over the last third
 * @param allowed what it may have grown by
 */
record Trend(String name, long begin, long end, long allowed) {
    /** Samples that are too few to say anything about. */
    private static final int LEAST = 9;

    /**
     * Judges a figure.
     *
     * @param warm the samples after the warm-up
     * @param allowedPercent how much it may grow, as a share of its beginning
     * @param allowedLeast how much it may grow in any case
     */
    static Trend of(
            String name, List<Sample> warm, ToLongFunction<Sample> figure, int allowedPercent, long allowedLeast) {
        int third = warm.size() / 3;
        if (warm.size() < LEAST) {
            return new Trend(name, 0, 0, 0);
        }
        long begin = median(warm.subList(0, third), figure);
        long end = median(warm.subList(warm.size() - third, warm.size()), figure);
        return new Trend(name, begin, end, Math.max(begin * allowedPercent / 100, allowedLeast));
    }

    /** Whether it did not grow. */
    boolean isFlat() {
        return end - begin <= allowed;
    }

    static long median(List<Sample> samples, ToLongFunction<Sample> figure) {
        long[] sorted = samples.stream().mapToLong(figure).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /** One line of the report; the figure divided by a unit. */
    String line(double unit) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %,.0f | %s |",
                name,
                begin / unit,
                end / unit,
                allowed / unit,
                isFlat() ? "flat" : "**grows**");
    }
}
