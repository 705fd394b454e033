package dev.capstan.benchmarks.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What came of a run.
 *
 * @param completed answers with a status from 200 to 299
 * @param failed answers with another status, connections that broke or were not made, and requests that were not
 *     answered until some time after the run's end
 * @param late of a fixed-rate run: requests that were sent after they were due, because every connection was waiting
 * @param unsent of a fixed-rate run: requests that were due and never sent, for the same reason
 * @param duration from the first request to the last answer
 * @param latencies in nanoseconds; in a fixed-rate run from when a request was due, not from when it was sent, and with
 *     the unsent and unanswered ones, so that no stall of the server's hides itself by holding requests back
 */
public record LoadResult(long completed, long failed, long late, long unsent, Duration duration, Histogram latencies) {
    /** Completed requests per second. */
    public double throughput() {
        return completed / (duration.toNanos() / 1e9);
    }
}
