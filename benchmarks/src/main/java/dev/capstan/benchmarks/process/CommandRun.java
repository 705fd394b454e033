package dev.capstan.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of the command line, which is ended when it takes too long. For one thread. */
public final class CommandRun {
    private static final int MOST_LINES = 2000;

    private final Process process;
    private final Path output;
    private final long begin = System.nanoTime();
    private long peak;

    private CommandRun(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it.
     *
     * @param output the file that both its outputs go to
     * @param environment variables besides those of this process
     */
    public static CommandRun start(Path output, Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new CommandRun(builder.start(), output);
    }

    /** Waits for its end, and ends it when that does not come in time. */
    public Outcome await(Duration atMost) throws IOException, InterruptedException {
        long end = begin + atMost.toNanos();
        boolean ended = process.waitFor(0, TimeUnit.MILLISECONDS);
        while (!ended && System.nanoTime() - end < 0) {
            peak = Math.max(peak, ProcessFigures.peakResident(process.pid()));
            ended = process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Outcome(ended, ended ? process.exitValue() : -1, text(), seconds, peak);
    }

    private String text() throws IOException {
        if (!Files.exists(output)) {
            return "";
        }
        try (Stream<String> lines = LogFile.lines(output, 0)) {
            return lines.limit(MOST_LINES).collect(Collectors.joining("\n"));
        }
    }

    /**
     * What came of it.
     *
     * @param ended whether it ended by itself
     * @param exit its exit code
     * @param output the beginning of what it wrote
     * @param seconds how long it took
     * @param peakBytes the most memory that was resident; 0 where the system does not tell
     */
    public record Outcome(boolean ended, int exit, String output, double seconds, long peakBytes) {}
}
