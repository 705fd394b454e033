package dev.capstan.benchmarks.macro;

import dev.capstan.benchmarks.load.LoadGenerator;
import dev.capstan.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets the targets take turns, so that what disturbs the machine for a while disturbs all of them alike. */
final class Measurement {
    private final Options options;
    private final List<Target> targets;
    private final LoadGenerator generator;
    private final @Nullable Wrk wrk;
    private final PrintStream progress;

    /**
     * @param wrk what makes closed loops; null for the module's own generator
     */
    Measurement(
            Options options, List<Target> targets, LoadGenerator generator, @Nullable Wrk wrk, PrintStream progress) {
        this.options = options;
        this.targets = targets;
        this.generator = generator;
        this.wrk = wrk;
        this.progress = progress;
    }

    /** Loads each target, and keeps nothing. */
    void warmUp() {
        for (Target target : targets) {
            progress.println("warming up: " + target.name());
            generator.closedLoop(target.request(), options.connections, Duration.ofSeconds(options.warmUp));
        }
    }

    /** As fast as they answer. */
    List<Series> closedLoop() throws IOException, InterruptedException {
        return takeTurns("closed loop", targets, target -> {
            Wrk external = wrk;
            return external == null
                    ? Observation.of(generator.closedLoop(target.request(), options.connections, turn()))
                    : external.run(target.request(), options.connections, options.threads, options.seconds);
        });
    }

    /** At that number of requests per second. */
    List<Series> fixedRate(List<Target> some, double rate) throws IOException, InterruptedException {
        return takeTurns(
                "fixed rate",
                some,
                target -> Observation.of(generator.fixedRate(target.request(), options.connections, rate, turn())));
    }

    private Duration turn() {
        return Duration.ofSeconds(options.seconds);
    }

    private List<Series> takeTurns(String kind, List<Target> some, Turn turn) throws IOException, InterruptedException {
        List<Series> series = some.stream()
                .map(target -> new Series(target.name(), new ArrayList<>()))
                .toList();
        for (int round = 1; round <= options.rounds; round++) {
            progress.println(kind + ", round " + round + " of " + options.rounds);
            for (int i = 0; i < some.size(); i++) {
                series.get(i).rounds().add(measure(some.get(i), turn));
            }
        }
        return series;
    }

    private static Round measure(Target target, Turn turn) throws IOException, InterruptedException {
        ServerProcess server = target.server();
        long before = server.processorTime();
        Observation observation = turn.load(target);
        long used = server.processorTime() - before;
        if (!server.isAlive()) {
            throw new IOException("the process '" + server.name() + "' has ended under load");
        }
        return new Round(observation, used / 1e3 / Math.max(1, observation.completed()), server.residentMemory());
    }

    /** Loads a target for a turn. */
    private interface Turn {
        Observation load(Target target) throws IOException, InterruptedException;
    }
}
