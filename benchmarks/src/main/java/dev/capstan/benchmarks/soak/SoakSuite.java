package dev.capstan.benchmarks.soak;

import dev.capstan.benchmarks.front.Front;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Calls the engine, started as users start it, through random faults of upstreams and clients. Each call has an id that must
 * come back in its own answer and in no other; memory, descriptors and threads must not grow.
 */
@Command(
        name = "benchmarks/soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Calls the engine through random faults, over REST and MCP.",
        footer = {"", "Exit codes: 0 everything held, 1 something failed, 2 the command line makes no sense."})
public final class SoakSuite implements Callable<Integer> {
    private static final Duration LONGEST_CALM = Duration.ofMinutes(5);
    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(3);
    private static final double LEAST_MINUTES = 0.5;
    private static final double LEAST_MINUTES_FOR_MEMORY = 5;

    @Mixin
    private SoakOptions options = new SoakOptions();

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** For picocli. */
    SoakSuite() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SoakSuite())
                .setOverwrittenOptionsAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (options.minutes < LEAST_MINUTES) {
            System.err.println("--minutes has to be at least " + LEAST_MINUTES);
            return 2;
        }
        Front.Launch launch =
                new Front.Launch(options.launcher.toAbsolutePath(), options.jdk, options.engineJvmOptions);
        Path directory = Files.createDirectories(options.report).toAbsolutePath();
        Duration all = Duration.ofMillis((long) (options.minutes * 60_000));
        Duration calmLength = shorter(all.dividedBy(4), LONGEST_CALM);
        Duration faultsLength = all.minus(calmLength);
        out.printf("seed %d, %d callers%n%n", options.seed, options.callers);
        out.println("| faults | s | calls | wrong | unanswered | RSS MB | descriptors | threads |");
        out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
        SoakResult calm = run(launch, false, calmLength, directory.resolve("calm"));
        SoakResult faults = run(launch, true, faultsLength, directory.resolve("faults"));
        SoakReport report = new SoakReport(calm, faults, options.minutes >= LEAST_MINUTES_FOR_MEMORY);
        String markdown = report.markdown();
        out.println();
        out.println(markdown);
        Files.writeString(directory.resolve("report.md"), markdown + report.details());
        writeSamples(directory.resolve("samples.csv"), calm, faults);
        out.println("Written to " + options.report.resolve("report.md") + " and samples.csv.");
        return report.held() ? 0 : 1;
    }

    private SoakResult run(Front.Launch launch, boolean withFaults, Duration length, Path directory)
            throws IOException, InterruptedException {
        Duration warmUp = shorter(length.multipliedBy(2).dividedBy(5), LONGEST_WARM_UP);
        return new SoakRun(options, launch, withFaults, length, warmUp, out::println).run(directory);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void writeSamples(Path file, SoakResult calm, SoakResult faults) throws IOException {
        String lines = Stream.concat(
                        calm.samples().stream().map(sample -> csv("none", sample)),
                        faults.samples().stream().map(sample -> csv("faults", sample)))
                .collect(Collectors.joining("\n"));
        Files.writeString(file, "run,seconds,calls,residentBytes,descriptors,threads\n" + lines + "\n");
    }

    private static String csv(String run, Sample sample) {
        return String.format(
                Locale.ROOT,
                "%s,%.1f,%d,%d,%d,%d",
                run,
                sample.seconds(),
                sample.calls(),
                sample.residentBytes(),
                sample.descriptors(),
                sample.threads());
    }
}
