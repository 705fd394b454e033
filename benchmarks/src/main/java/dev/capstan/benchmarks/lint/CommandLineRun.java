package dev.capstan.benchmarks.lint;

import dev.capstan.benchmarks.process.ProcessFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One start of the launcher.
 *
 * @param seconds from start to end
 * @param residentBytes the most memory that was resident; 0 where the system does not tell
 */
record CommandLineRun(double seconds, long residentBytes) {
    /** Runs {@code launcher lint --quiet}, and throws its output away. */
    static CommandLineRun lint(Path launcher, Path what) throws IOException, InterruptedException {
        List<String> command = List.of(launcher.toString(), "lint", "--quiet", what.toString());
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long most = 0;
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            // The script replaces itself by the JVM, so that the process stays the same one.
            most = Math.max(most, ProcessFigures.peakResident(process.pid()));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() > 1) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
        }
        return new CommandLineRun(seconds, most);
    }

    static List<CommandLineRun> lint(Path launcher, Path what, int times) throws IOException, InterruptedException {
        List<CommandLineRun> runs = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            runs.add(lint(launcher, what));
        }
        return runs;
    }
}
