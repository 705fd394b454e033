package dev.capstan.benchmarks.soak;

import dev.capstan.benchmarks.front.Front;
import dev.capstan.benchmarks.process.ProcessFigures;
import dev.capstan.benchmarks.wire.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One engine under load for some time, with faults or without. */
final class SoakRun {
    /** Short times, so that what never answers does not stop the others, and yet long ones for a machine that others use too. */
    private static final String CONFIGURATION = """
            defaults: {headTimeout: 4s, idleTimeout: 4s, callTimeout: 10s, poolIdleTimeout: 2s}
            """;

    private static final Duration CLOSING = Duration.ofSeconds(20);
    private static final int SPARE_DESCRIPTORS = 8;

    private final SoakOptions options;
    private final Front.Launch launch;
    private final boolean withFaults;
    private final Duration length;
    private final Duration warmUp;
    private final Consumer<String> progress;
    private final SoakTally tally = new SoakTally();
    private final List<Sample> samples = new ArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile boolean ending;

    SoakRun(
            SoakOptions options,
            Front.Launch launch,
            boolean withFaults,
            Duration length,
            Duration warmUp,
            Consumer<String> progress) {
        this.options = options;
        this.launch = launch;
        this.withFaults = withFaults;
        this.length = length;
        this.warmUp = warmUp;
        this.progress = progress;
    }

    SoakResult run(Path directory) throws IOException, InterruptedException {
        try (Network network = new Network(2);
                Front front = Front.start(launch, network, network, directory, CONFIGURATION, List.of())) {
            front.faulty().behave(new SoakUpstream(options.seed, withFaults, tally));
            long process = front.engine().id();
            long before = ProcessFigures.descriptors(process);
            List<Thread> threads = startCallers(network, front);
            if (withFaults) {
                threads.add(start(() -> restart(front), "restarts"));
            }
            observe(front, process);
            ending = true;
            for (Thread thread : threads) {
                thread.join(Duration.ofSeconds(40).toMillis());
                thread.interrupt();
            }
            network.closeConnections();
            long after = awaitDescriptors(process, before);
            boolean lived = front.engine().isAlive();
            long traces = front.engine().logSince(0).stream()
                    .filter(line -> line.startsWith("\tat "))
                    .count();
            return new SoakResult(tally, samples, warmUp.toMillis() / 1e3, lived, before, after, traces);
        }
    }

    private List<Thread> startCallers(Network network, Front front) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < options.callers; i++) {
            threads.add(start(new SoakCaller(network, front, this::next, tally), "caller " + i));
        }
        return threads;
    }

    private static Thread start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private @Nullable PlannedCall next() {
        return ending ? null : PlannedCall.of(options.seed, numbers.getAndIncrement(), withFaults);
    }

    /** The upstream goes away every few seconds, for a moment. */
    private void restart(Front front) {
        SplittableRandom random = new SplittableRandom(options.seed);
        try {
            while (!ending) {
                Thread.sleep(3000 + random.nextInt(9000));
                if (!ending) {
                    front.faulty().goAway();
                    Thread.sleep(20 + random.nextInt(300));
                    front.faulty().comeBack();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            tally.wrong("the suite's upstream cannot listen again: " + e.getMessage());
        }
    }

    private void observe(Front front, long process) throws InterruptedException {
        long begin = System.nanoTime();
        long every = Math.max(1, length.toSeconds() / 200);
        int shown = 0;
        while (System.nanoTime() - begin < length.toNanos() && front.engine().isAlive()) {
            front.engine().awaitEnd(every);
            double seconds = (System.nanoTime() - begin) / 1e9;
            Sample sample = Sample.of(process, seconds, tally.calls());
            samples.add(sample);
            if (seconds >= shown * Math.max(15, length.toSeconds() / 20.0)) {
                shown++;
                progress.accept(row(sample));
            }
        }
    }

    private String row(Sample sample) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %,d | %d | %d | %.0f | %d | %d |",
                withFaults ? "faults" : "none",
                sample.seconds(),
                sample.calls(),
                tally.wrongAnswers(),
                tally.unansweredCalls(),
                sample.residentBytes() / 1e6,
                sample.descriptors(),
                sample.threads());
    }

    /** Waits until what was open for the load has been closed, for some time. */
    private static long awaitDescriptors(long process, long before) throws InterruptedException {
        long end = System.nanoTime() + CLOSING.toNanos();
        long open = ProcessFigures.descriptors(process);
        while (open > before + SPARE_DESCRIPTORS && System.nanoTime() - end < 0) {
            Thread.sleep(200);
            open = ProcessFigures.descriptors(process);
        }
        return open;
    }
}
