package dev.capstan.benchmarks.macro;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was measured.
 *
 * @param closedLoopBy what made the load of the closed loop
 * @param offeredRate requests per second of the fixed-rate rounds
 * @param idleMemory resident bytes of each process before any load, by its name
 */
record Report(
        Machine machine,
        int connections,
        int rounds,
        int seconds,
        String jvmOptions,
        String closedLoopBy,
        List<Series> closedLoop,
        double offeredRate,
        List<Series> fixedRate,
        Map<String, Long> idleMemory) {

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
        return goals;
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
