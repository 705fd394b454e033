package dev.capstan.benchmarks.front;

import dev.capstan.benchmarks.process.EngineProcess;
import dev.capstan.benchmarks.wire.FaultyUpstream;
import dev.capstan.benchmarks.wire.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The engine as users start it, serving one document in front of two upstreams of this process, of which one is there to
 * misbehave and the other to show that callers of something else do not suffer. Safe for any thread.
 */
public final class Front implements AutoCloseable {
    /** The credential that the engine sends to the upstream that misbehaves. */
    public static final String SECRET = "s3cr3t-Zq7mW2xK9";

    private static final String DOCUMENT = "/dev/capstan/benchmarks/front.yaml";

    private final EngineProcess engine;
    private final FaultyUpstream faulty;
    private final FaultyUpstream calm;

    private Front(EngineProcess engine, FaultyUpstream faulty, FaultyUpstream calm) {
        this.engine = engine;
        this.faulty = faulty;
        this.calm = calm;
    }

    /**
     * Starts all of it.
     *
     * @param launcher how the engine is started
     * @param network of the upstream that misbehaves
     * @param quiet of the one that does not, so that it answers at once whatever goes on in the other network
     * @param directory for files of the engine's, its log among them
     * @param configuration of the engine, as YAML; empty for its defaults
     * @param options of {@code serve}, besides those that it needs
     * @throws IOException when the engine does not begin to serve
     */
    public static Front start(
            Launch launcher, Network network, Network quiet, Path directory, String configuration, List<String> options)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        FaultyUpstream faulty = new FaultyUpstream(network);
        FaultyUpstream calm = new FaultyUpstream(quiet);
        List<String> arguments = new ArrayList<>(arguments(document(directory), calm));
        if (options.stream().noneMatch(option -> option.startsWith("faulty="))) {
            arguments.addAll(List.of("--base-uri", "faulty=http://127.0.0.1:" + faulty.port()));
        }
        if (!configuration.isEmpty()) {
            Path file = Files.writeString(directory.resolve("engine.yaml"), configuration);
            arguments.addAll(List.of("--config", file.toString()));
        }
        arguments.addAll(options);
        try {
            EngineProcess engine =
                    EngineProcess.start(launcher.script(), directory, launcher.environment(directory), arguments);
            return new Front(engine, faulty, calm);
        } catch (IOException | InterruptedException | RuntimeException e) {
            faulty.close();
            calm.close();
            throw e;
        }
    }

    private static List<String> arguments(Path document, FaultyUpstream calm) {
        return List.of(
                document.toString(),
                "--all-or-nothing",
                "--bind",
                "FAULTY_TOKEN=" + SECRET,
                "--base-uri",
                "calm=http://127.0.0.1:" + calm.port());
    }

    /** Writes the document to a folder. */
    public static Path document(Path directory) throws IOException {
        try (InputStream in = Front.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IOException("the resource " + DOCUMENT + " is missing from the class path");
            }
            return Files.write(directory.resolve("front.yaml"), in.readAllBytes());
        }
    }

    /** The engine. */
    public EngineProcess engine() {
        return engine;
    }

    /** The upstream that misbehaves. */
    public FaultyUpstream faulty() {
        return faulty;
    }

    /** The upstream that always answers. */
    public FaultyUpstream calm() {
        return calm;
    }

    /** Ends all of it at once. */
    @Override
    public void close() {
        engine.kill();
        faulty.close();
        calm.close();
    }

    /**
     * How the engine is started.
     *
     * @param script the launcher
     * @param jdk home of the JDK that it runs on
     * @param jvmOptions besides those of the script; empty for none. {@code {directory}} in them is the folder that the process
     *     has for its files
     */
    public record Launch(Path script, Path jdk, String jvmOptions) {
        /** The variables that say so. */
        public Map<String, String> environment(Path directory) {
            Map<String, String> environment = new HashMap<>();
            environment.put("JAVA_HOME", jdk.toString());
            if (!jvmOptions.isBlank()) {
                environment.put("NAFTIKO_JAVA_OPTS", jvmOptions.replace("{directory}", directory.toString()));
            }
            return environment;
        }

        /** The same with further JVM options. */
        public Launch with(String further) {
            return new Launch(script, jdk, (jvmOptions + " " + further).strip());
        }
    }
}
