package dev.capstan.benchmarks.lint;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures linting: one document and many from the command line, many in a warm JVM beside a bare YAML parser, and one large
 * document. Reports the figures beside what the project promises.
 */
@Command(
        name = "benchmarks/run lint",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures linting from the command line and in a warm JVM.")
public final class LintBenchmark implements Callable<Integer> {
    private static final int LARGE = 1158;

    @Option(names = "--launcher", required = true, description = "The script that starts the command line.")
    private Path launcher = Path.of("naftiko-run");

    @Option(names = "--folder", description = "Lint the YAML files below this folder (default: generated documents).")
    private @Nullable Path folder;

    @Option(names = "--documents", description = "How many documents to generate (default: ${DEFAULT-VALUE}).")
    private int documents = 1000;

    @Option(names = "--rounds", description = "How often each figure is taken (default: ${DEFAULT-VALUE}).")
    private int rounds = 7;

    @Option(names = "--warm-up", description = "Rounds in the warm JVM that do not count (default: ${DEFAULT-VALUE}).")
    private int warmUp = 15;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** For picocli. */
    LintBenchmark() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LintBenchmark())
                .setOverwrittenOptionsAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path generated = Files.createTempDirectory("capstan-lint");
        try (WarmRun warm = new WarmRun()) {
            Documents all = folder == null ? Documents.generate(generated, documents) : Documents.in(folder);
            Path one = all.typical();
            if (one == null) {
                throw new IOException("there is no YAML file below " + folder);
            }
            out.printf("%d documents, %.1f MB; medians of %d%n%n", all.files().size(), all.megabytes(), rounds);
            out.println("| figure | measured | goal |");
            out.println("|---|---:|---:|");
            fromCommandLine(all, one);
            inWarmJvm(all, warm);
            return 0;
        } finally {
            delete(generated);
        }
    }

    private void fromCommandLine(Documents all, Path one) throws IOException, InterruptedException {
        CommandLineRun.lint(launcher, one);
        List<CommandLineRun> single = CommandLineRun.lint(launcher, one, rounds);
        tell("one document, cold, s", median(seconds(single)), "< 0.6");
        List<CommandLineRun> many = CommandLineRun.lint(launcher, all.folder(), rounds);
        tell("all documents from the command line, s", median(seconds(many)), "< 3");
        long most = many.stream().mapToLong(CommandLineRun::residentBytes).max().orElse(0);
        tell("peak resident memory of that, MB", most / 1e6, "< 256");
    }

    private void inWarmJvm(Documents all, WarmRun warm) throws Exception {
        int count = all.files().size();
        WarmRun.Work lint = WarmRun.lint(all);
        WarmRun.Work parse = WarmRun.parse(all.contents());
        List<Double> linting = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < warmUp + rounds; i++) {
            double lintSeconds = warm.seconds(lint, count);
            double parseSeconds = warm.seconds(parse, count);
            if (i >= warmUp) {
                linting.add(lintSeconds);
                ratios.add(lintSeconds / parseSeconds);
            }
        }
        tell("all documents, all rules, warm, all processors, s", median(linting), "< 1");
        tell("that / snakeyaml-engine reading them into events", median(ratios), "");
        large(warm);
    }

    private void large(WarmRun warm) throws Exception {
        byte[] bytes = Documents.large(LARGE);
        Documents large = new Documents(Path.of(""), List.of(Path.of("large.yaml")), List.of(bytes));
        WarmRun.Work lint = WarmRun.lint(large);
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < warmUp + rounds; i++) {
            double taken = warm.seconds(lint, 1);
            if (i >= warmUp) {
                seconds.add(taken * 1000);
            }
        }
        String figure = "one document of %,d operations, %.2f MB, warm, ms".formatted(LARGE, bytes.length / 1e6);
        tell(figure, median(seconds), "< 300");
    }

    private void tell(String figure, double value, String goal) {
        out.printf("| %s | %.2f | %s |%n", figure, value, goal);
    }

    private static List<Double> seconds(List<CommandLineRun> runs) {
        return runs.stream().map(CommandLineRun::seconds).toList();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
