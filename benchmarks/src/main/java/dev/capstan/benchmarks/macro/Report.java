package dev.capstan.benchmarks.macro;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that was measured.
 *
 * @param closedLoopBy what made the load of the closed loop
 * @param offeredRate requests per second of the fixed-rate rounds
 * @param engine how it was started
 * @param idleMemory resident bytes of each process before any load, by its name
 * @param firstAnswers milliseconds from the start of the engine's process to its first answer; empty when not measured
 */
record Report(
        Machine machine,
        int connections,
        int rounds,
        int seconds,
        String jvmOptions,
        String engine,
        String closedLoopBy,
        List<Series> closedLoop,
        double offeredRate,
        List<Series> fixedRate,
        Map<String, Long> idleMemory,
        List<Double> firstAnswers) {

    /** The promises that this run can tell about. */
    List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        processorTime(goals, Contestants.REST_IDENTITY, 1.6);
        processorTime(goals, Contestants.REST_MAPPED, 3);
        processorTime(goals, Contestants.MCP_CALL, 2.5);
        latency(goals, Contestants.REST_IDENTITY);
        latency(goals, Contestants.REST_MAPPED);
        latency(goals, Contestants.MCP_CALL);
        find(closedLoop, Contestants.REST_IDENTITY)
                .flatMap(rest -> find(closedLoop, Contestants.NGINX)
                        .map(nginx ->
                                rest.ratio(nginx, round -> round.observation().throughput())))
                .ifPresent(ratio -> goals.add(new Goal("throughput, REST identity / nginx", ratio, 0.6, false)));
        if (!firstAnswers.isEmpty()) {
            goals.add(new Goal("seconds to the first answer", Series.median(firstAnswers) / 1e3, 1.2, true));
            goals.add(new Goal("MB resident at idle", idleMemory.getOrDefault("engine", 0L) / 1e6, 130, true));
            goals.add(new Goal("MB resident under load", highestMemory() / 1e6, 250, true));
        }
        return goals;
    }

    private double highestMemory() {
        return Stream.concat(closedLoop.stream(), fixedRate.stream())
                .filter(series -> Contestants.ENGINE_TARGETS.contains(series.target()))
                .mapToLong(Series::residentBytes)
                .max()
                .orElse(0);
    }

    private void processorTime(List<Goal> goals, String target, double bound) {
        find(closedLoop, target)
                .flatMap(series -> proxy(closedLoop).map(proxy -> series.ratio(proxy, Round::processorMicroseconds)))
                .ifPresent(ratio ->
                        goals.add(new Goal("processor time per request, " + target + " / proxy", ratio, bound, true)));
    }

    private void latency(List<Goal> goals, String target) {
        find(fixedRate, target)
                .flatMap(series -> proxy(fixedRate)
                        .map(proxy ->
                                series.ratio(proxy, round -> round.observation().p99())))
                .ifPresent(ratio ->
                        goals.add(new Goal("p99 at the offered rate, " + target + " / proxy", ratio, 3, true)));
    }

    /** The yardstick's rounds among those. */
    static Optional<Series> proxy(List<Series> all) {
        return find(all, Contestants.PROXY);
    }

    private static Optional<Series> find(List<Series> all, String target) {
        return all.stream().filter(series -> series.target().equals(target)).findFirst();
    }
}
