package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Size;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.process.CommandRun;
import dev.capstan.benchmarks.wire.Connection;
import dev.capstan.benchmarks.wire.Requests;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What errors cost beside the calls that they belong to, and what the process takes from the machine. */
final class LogProbes {
    private static final String GROUP = "process";
    private static final int MOST_LINES = 60;
    private static final long FIXED_HEAP = 160L << 20;
    private static final Pattern HEAP = Pattern.compile("-XX:MaxHeapSize=(\\d+)");

    private LogProbes() {}

    static List<Probe> all(Size size) {
        return List.of(
                new Probe(
                        GROUP,
                        "repeated-errors",
                        "repeated errors are logged at a bounded rate",
                        Setup.OWN,
                        stage -> errors(stage, size.of(5000, 1000))),
                new Probe(
                        GROUP,
                        "heap-size",
                        "the heap is sized from what the machine gives, not fixed at 160 MB",
                        Setup.OWN,
                        LogProbes::heap));
    }

    private static void errors(Stage stage, int calls) throws IOException, InterruptedException {
        stage.faulty().behave((request, connection) -> {
            var unused = connection.send("garbage\r\n\r\n");
            connection.closeAfterSending();
        });
        long log = stage.engine().logLength();
        byte[] request = Requests.get(stage.rest(), "/items/1");
        Connection connection = stage.restConnection();
        for (int i = 0; i < calls && stage.engine().isAlive(); i++) {
            if (connection.hasEnded()) {
                connection.close();
                connection = stage.restConnection();
            }
            connection.send(request).await(Stage.PATIENCE);
        }
        int lines = stage.engine().logSince(log).size();
        stage.note("%,d failed calls, %,d lines", calls, lines);
        stage.check(lines <= MOST_LINES, "%,d failed calls made %,d lines of log", calls, lines);
    }

    private static void heap(Stage stage) throws IOException, InterruptedException {
        Path tool = stage.launch().jdk().resolve("bin/jcmd");
        if (!Files.isExecutable(tool) || memory() < 2L << 30) {
            stage.note("not probed: no jcmd, or a machine of less than 2 GB");
            return;
        }
        CommandRun.Outcome flags = CommandRun.start(
                        stage.directory().resolve("flags.txt"),
                        Map.of(),
                        List.of(tool.toString(), Long.toString(stage.engine().id()), "VM.flags"))
                .await(Duration.ofSeconds(20));
        Matcher heap = HEAP.matcher(flags.output());
        if (!heap.find()) {
            stage.note("not probed: the JVM does not tell its flags");
            return;
        }
        long bytes = Long.parseLong(heap.group(1));
        stage.note("the heap may grow to %,d MB", bytes >> 20);
        stage.check(bytes != FIXED_HEAP, "the heap ends at 160 MB on a machine of %,d MB", memory() >> 20);
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }
}
