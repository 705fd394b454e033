package dev.capstan.benchmarks.soak;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What the user may choose. */
final class SoakOptions {
    @Option(names = "--launcher", required = true, description = "The script that starts the engine.")
    Path launcher = Path.of("naftiko-run");

    @Option(
            names = "--minutes",
            description =
                    "How long all of it takes: a quarter, five minutes at most, without faults, the rest with them"
                            + " (default: ${DEFAULT-VALUE}).")
    double minutes = 30;

    @Option(names = "--seed", description = "Decides on each call and its faults (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(names = "--callers", description = "Calls at the same time (default: ${DEFAULT-VALUE}).")
    int callers = 32;

    @Option(names = "--jdk", description = "Home of the JDK that the engine runs on (default: the suite's own).")
    Path jdk = Path.of(System.getProperty("java.home"));

    @Option(names = "--engine-jvm-options", description = "Further JVM options of the engine.")
    String engineJvmOptions = "";

    @Option(
            names = "--report",
            description = "Folder for report.md, samples.csv and the engines' files (default: ${DEFAULT-VALUE}).")
    Path report = Path.of("benchmarks/target/soak");
}
