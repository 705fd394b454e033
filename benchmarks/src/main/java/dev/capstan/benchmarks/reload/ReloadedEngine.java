package dev.capstan.benchmarks.reload;

import dev.capstan.benchmarks.process.EngineProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An engine, started as users start it, whose documents are read anew by its signal for that. */
final class ReloadedEngine implements AutoCloseable {
    private static final Pattern TOLD = Pattern.compile(
            "naftiko-run: SIGHUP: (\\d+) changed, (\\d+) as before, (\\d+) refused, in (\\d+\\.\\d+) s");
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final EngineProcess engine;

    /** What the engine said of a reload. */
    record Told(int changed, int unchanged, int refused, double seconds) {}

    private ReloadedEngine(EngineProcess engine) {
        this.engine = engine;
    }

    static ReloadedEngine start(ReloadOptions options, Path directory, List<String> arguments)
            throws IOException, InterruptedException {
        return new ReloadedEngine(EngineProcess.start(
                options.launcher,
                directory,
                Map.of("JAVA_HOME", options.jdk.toString(), "NAFTIKO_JAVA_OPTS", options.engineJvmOptions),
                arguments));
    }

    EngineProcess process() {
        return engine;
    }

    /** Has the documents read anew, and waits until the engine says what came of it. */
    Told reload() throws IOException, InterruptedException {
        long offset = engine.logLength();
        new ProcessBuilder("kill", "-HUP", Long.toString(engine.id())).start().waitFor();
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < LONGEST_NANOS) {
            for (String line : engine.logSince(offset)) {
                Matcher told = TOLD.matcher(line);
                if (told.matches()) {
                    return new Told(
                            Integer.parseInt(told.group(1)),
                            Integer.parseInt(told.group(2)),
                            Integer.parseInt(told.group(3)),
                            Double.parseDouble(told.group(4)));
                }
            }
            Thread.sleep(5);
        }
        throw new IOException("the engine did not read its documents anew: see " + engine.log());
    }

    @Override
    public void close() {
        engine.close();
    }
}
