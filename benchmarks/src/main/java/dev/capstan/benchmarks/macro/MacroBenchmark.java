package dev.capstan.benchmarks.macro;

import dev.capstan.benchmarks.load.LoadGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the engine against a bare proxy, nginx and the upstream itself, all on the loopback, in one run: starts each
 * as a process of its own, lets them take turns under load, and reports figures and ratios.
 */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the engine against a bare Netty proxy, nginx and the upstream itself.")
public final class MacroBenchmark implements Callable<Integer> {
    @Mixin
    private Options options = new Options();

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** For picocli. */
    MacroBenchmark() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new MacroBenchmark())
                .setOverwrittenOptionsAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("capstan-benchmarks");
        try (Contestants contestants = Contestants.start(options, directory);
                LoadGenerator generator = new LoadGenerator(options.threads)) {
            for (Target target : contestants.targets()) {
                AnswerCheck.check(target.name(), target.request());
            }
            Report report = measure(contestants, generator, wrk(directory));
            write(report);
            return 0;
        } finally {
            delete(directory);
        }
    }

    private Report measure(Contestants contestants, LoadGenerator generator, @Nullable Wrk wrk)
            throws IOException, InterruptedException {
        Measurement measurement = new Measurement(options, contestants.targets(), generator, wrk, out);
        List<Double> firstAnswers = firstAnswers(contestants.launcher());
        measurement.warmUp();
        List<Series> closedLoop = measurement.closedLoop();
        List<Target> proxies = contestants.targets().stream()
                .filter(target -> !target.name().equals(Contestants.UPSTREAM))
                .toList();
        double slowest =
                closedLoop.stream().mapToDouble(Series::throughput).min().orElse(0);
        double rate = options.rate > 0 ? options.rate : Math.floor(slowest / 2);
        List<Series> fixedRate = measurement.fixedRate(proxies, rate);
        return new Report(
                Machine.here(options.jdk),
                options.connections,
                options.rounds,
                options.seconds,
                options.jvmOptions,
                engine(contestants.launcher()),
                wrk == null ? "the module's own generator" : "wrk",
                closedLoop,
                rate,
                fixedRate,
                contestants.idleMemory(),
                firstAnswers);
    }

    private List<Double> firstAnswers(@Nullable Launcher launcher) throws IOException, InterruptedException {
        if (launcher == null) {
            return List.of();
        }
        out.println("starting the engine " + options.rounds + " times");
        return launcher.timeToFirstAnswer(options.rounds);
    }

    private String engine(@Nullable Launcher launcher) {
        String how = launcher == null ? "embedded in a small host application" : "started through its launcher";
        return options.engineJvmOptions.isBlank() ? how : how + ", with " + options.engineJvmOptions.strip();
    }

    private @Nullable Wrk wrk(Path directory) throws IOException {
        if (options.closedLoop == Options.ClosedLoop.netty) {
            return null;
        }
        Optional<String> executable = Executables.find("wrk");
        if (executable.isEmpty() && options.closedLoop == Options.ClosedLoop.wrk) {
            throw new IOException("wrk is not installed; install it, or leave --closed-loop out");
        }
        return executable.map(found -> new Wrk(found, directory)).orElse(null);
    }

    private void write(Report report) throws IOException {
        String markdown = MarkdownReport.of(report);
        Files.createDirectories(options.report);
        Files.writeString(options.report.resolve("report.md"), markdown);
        JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValue(options.report.resolve("report.json").toFile(), report);
        out.println();
        out.println(markdown);
        out.println("Written to " + options.report.resolve("report.md") + " and report.json.");
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
