package dev.capstan.benchmarks.hostile;

import dev.capstan.benchmarks.front.Front;
import dev.capstan.benchmarks.hostile.probe.Probes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Starts the engine as users do, sends it and answers it what a gateway should survive, and says for each probe whether what
 * is asked of the engine held.
 */
@Command(
        name = "benchmarks/hostile",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Probes the engine with hostile clients, upstreams and documents.",
        footer = {"", "Exit codes: 0 everything held, 1 something failed, 2 the command line makes no sense."})
public final class HostileSuite implements Callable<Integer> {
    @Mixin
    private HostileOptions options = new HostileOptions();

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** For picocli. */
    HostileSuite() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HostileSuite())
                .setOverwrittenOptionsAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Size size = options.brief ? Size.BRIEF : Size.FULL;
        List<Probe> probes = Probes.all(size).stream().filter(this::isWanted).toList();
        if (probes.isEmpty()) {
            System.err.println("no probe has such a name; --list lists them");
            return 2;
        }
        if (options.list) {
            probes.forEach(probe -> out.printf("%-12s %-26s %s%n", probe.group(), probe.name(), probe.asks()));
            return 0;
        }
        Files.createDirectories(options.report);
        return run(size, probes).stream().allMatch(Verdict::held) ? 0 : 1;
    }

    private List<Verdict> run(Size size, List<Probe> probes) throws IOException, InterruptedException {
        Front.Launch launch =
                new Front.Launch(options.launcher.toAbsolutePath(), options.jdk, options.engineJvmOptions);
        List<Verdict> verdicts = new ArrayList<>();
        long begin = System.nanoTime();
        out.println(VerdictTable.HEAD);
        try (ProbeRunner runner = new ProbeRunner(size, !options.untimed, launch, options.report.toAbsolutePath())) {
            for (Probe probe : probes) {
                Verdict verdict = runner.run(probe);
                verdicts.add(verdict);
                out.println(VerdictTable.row(verdict));
            }
        }
        String summary = VerdictTable.summary(verdicts, (System.nanoTime() - begin) / 1e9);
        out.println();
        out.println(summary);
        Path report = options.report.resolve("report.md");
        Files.writeString(report, VerdictTable.report(verdicts, summary));
        out.println("Written to " + report + "; the engines' logs lie beside it.");
        return verdicts;
    }

    private boolean isWanted(Probe probe) {
        return options.only.isEmpty()
                || options.only.stream()
                        .anyMatch(name ->
                                probe.name().startsWith(name) || probe.group().startsWith(name));
    }
}
