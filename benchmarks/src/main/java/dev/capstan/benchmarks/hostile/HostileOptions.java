package dev.capstan.benchmarks.hostile;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What the user may choose. */
final class HostileOptions {
    @Option(names = "--launcher", required = true, description = "The script that starts the engine.")
    Path launcher = Path.of("naftiko-run");

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Probes or groups, by the beginnings of their names.")
    List<String> only = List.of();

    @Option(names = "--short", description = "Every probe in a small size: about two minutes.")
    boolean brief;

    @Option(
            names = "--untimed",
            description = "Note how long things take, and judge only what comes of them: for machines that are busy.")
    boolean untimed;

    @Option(names = "--list", description = "List the probes, and run none.")
    boolean list;

    @Option(names = "--jdk", description = "Home of the JDK that the engine runs on (default: the suite's own).")
    Path jdk = Path.of(System.getProperty("java.home"));

    @Option(
            names = "--engine-jvm-options",
            description = "Further JVM options of the engine, such as -Xmx160m to see how it does on a small machine.")
    String engineJvmOptions = "";

    @Option(
            names = "--report",
            description = "Folder for report.md and the engines' files (default: ${DEFAULT-VALUE}).")
    Path report = Path.of("benchmarks/target/hostile");
}
