package dev.capstan.benchmarks.reload;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the user may choose. */
final class ReloadOptions {
    @Option(names = "--launcher", required = true, description = "The script that starts the engine.")
    Path launcher = Path.of("naftiko-run");

    @Option(names = "--reloads", description = "Reloads under load (default: ${DEFAULT-VALUE}).")
    int reloads = 50;

    @Option(names = "--rate", description = "Requests in a second (default: ${DEFAULT-VALUE}).")
    int rate = 2000;

    @Option(names = "--connections", description = "Connections of the load (default: ${DEFAULT-VALUE}).")
    int connections = 32;

    @Option(
            names = "--seconds",
            description = "How long the load lasts, without reloads and with (default: ${DEFAULT-VALUE}).")
    int seconds = 25;

    @Option(
            names = "--documents",
            description =
                    "A folder of documents whose reload is timed, all of them changed; left out where none is named.")
    @Nullable
    Path documents;

    @Option(names = "--jdk", description = "Home of the JDK that the engine runs on (default: the suite's own).")
    Path jdk = Path.of(System.getProperty("java.home"));

    @Option(names = "--engine-jvm-options", description = "Further JVM options of the engine.")
    String engineJvmOptions = "";

    @Option(names = "--report", description = "Folder for the engines' files (default: ${DEFAULT-VALUE}).")
    Path report = Path.of("benchmarks/target/reload");
}
