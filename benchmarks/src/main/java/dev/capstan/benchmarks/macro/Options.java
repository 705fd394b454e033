package dev.capstan.benchmarks.macro;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the user may choose. */
final class Options {
    @Option(names = "--connections", description = "Connections of the load generator (default: ${DEFAULT-VALUE}).")
    int connections = 32;

    @Option(names = "--rounds", description = "Turns of each target (default: ${DEFAULT-VALUE}).")
    int rounds = 3;

    @Option(names = "--seconds", description = "Length of a turn (default: ${DEFAULT-VALUE}).")
    int seconds = 3;

    @Option(
            names = "--warm-up",
            description = "Seconds of load on each JVM before anything counts (default: ${DEFAULT-VALUE}).")
    int warmUp = 8;

    @Option(
            names = "--rate",
            description = "Requests per second of the fixed-rate rounds"
                    + " (default: half of what the slowest target did in the closed loop).")
    int rate = 0;

    @Option(names = "--threads", description = "Event loops of each server (default: one per processor).")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--only",
            split = ",",
            description = "Targets, by the beginnings of their names; the proxy is always measured.")
    List<String> only = List.of();

    @Option(
            names = "--closed-loop",
            description =
                    "What makes the closed-loop load: ${COMPLETION-CANDIDATES} (default: wrk where it is installed).")
    ClosedLoop closedLoop = ClosedLoop.auto;

    @Option(
            names = "--launcher",
            description = "The script that the engine is started with (default: embedded in a small host application).")
    @Nullable
    Path launcher;

    @Option(
            names = "--embedded",
            description = "Measure the engine embedded in a small host application, also where --launcher is given;"
                    + " --threads holds for it only so.")
    boolean embedded;

    @Option(names = "--no-nginx", description = "Leave nginx out, also where it is installed.")
    boolean noNginx;

    @Option(names = "--jdk", description = "Home of the JDK that the servers run on (default: the benchmark's own).")
    Path jdk = Path.of(System.getProperty("java.home"));

    @Option(
            names = "--jvm-options",
            description = "JVM options of the proxy, and of the engine when it is embedded"
                    + " (default: those of the launcher, ${DEFAULT-VALUE}).")
    String jvmOptions = "-XX:+UseSerialGC -Xss512k -Xms160m -Xmn32m -Xmx160m -XX:MaxDirectMemorySize=128m"
            + " -XX:ReservedCodeCacheSize=48m";

    @Option(
            names = "--engine-jvm-options",
            description = "Further JVM options of the engine only, such as a recording.")
    String engineJvmOptions = "";

    @Option(names = "--report", description = "Folder for report.md and report.json (default: ${DEFAULT-VALUE}).")
    Path report = Path.of("benchmarks/target/macro");

    /** What makes closed-loop load. */
    enum ClosedLoop {
        auto,
        wrk,
        netty
    }
}
