package dev.capstan.benchmarks.macro;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The rounds of one target under one kind of load, in order.
 *
 * @param target its name
 */
record Series(String target, List<Round> rounds) {
    double throughput() {
        return median(round -> round.observation().throughput());
    }

    double p50() {
        return median(round -> round.observation().p50());
    }

    double p99() {
        return median(round -> round.observation().p99());
    }

    double p999() {
        return median(round -> round.observation().p999());
    }

    double processorMicroseconds() {
        return median(Round::processorMicroseconds);
    }

    long residentBytes() {
        return rounds.stream().mapToLong(Round::residentBytes).max().orElse(0);
    }

    long failed() {
        return rounds.stream().mapToLong(round -> round.observation().failed()).sum();
    }

    /** The median over the rounds of this one's figure divided by the other's in the same round. */
    double ratio(Series other, ToDoubleFunction<Round> figure) {
        double[] ratios = new double[Math.min(rounds.size(), other.rounds.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(rounds.get(i)) / figure.applyAsDouble(other.rounds.get(i));
        }
        return median(ratios);
    }

    private double median(ToDoubleFunction<Round> figure) {
        return median(rounds.stream().mapToDouble(figure).toArray());
    }

    /** The median of some figures. */
    static double median(List<Double> values) {
        return median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
