package dev.capstan.benchmarks.macro;

import dev.capstan.benchmarks.load.LoadResult;

/**
 * What a load generator saw in one round.
 *
 * @param completed answers with a status from 200 to 299
 * @param failed everything that was asked for and went wrong, or was never sent
 * @param seconds the round's length
 * @param p50 median latency in microseconds
 * @param p99 in microseconds
 * @param p999 99.9 of 100 are faster, in microseconds
 */
record Observation(long completed, long failed, double seconds, double p50, double p99, double p999) {
    static Observation of(LoadResult result) {
        return new Observation(
                result.completed(),
                result.failed() + result.unsent(),
                result.duration().toNanos() / 1e9,
                result.latencies().getValueAtPercentile(50) / 1e3,
                result.latencies().getValueAtPercentile(99) / 1e3,
                result.latencies().getValueAtPercentile(99.9) / 1e3);
    }

    double throughput() {
        return completed / seconds;
    }
}
