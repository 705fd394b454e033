package dev.capstan.benchmarks.hostile;

import java.util.List;

/**
 * What came of a probe.
 *
 * @param probe which
 * @param failures what did not hold; empty when all did
 * @param notes what was seen, for the curious
 * @param peakBytes the most resident memory of the engine, or of the command that the probe ran; 0 where the system does not
 *     tell
 * @param lived whether the process outlived the probe; true where there was none
 * @param seconds how long the probe took
 */
record Verdict(Probe probe, List<String> failures, List<String> notes, long peakBytes, boolean lived, double seconds) {
    boolean held() {
        return failures.isEmpty();
    }
}
