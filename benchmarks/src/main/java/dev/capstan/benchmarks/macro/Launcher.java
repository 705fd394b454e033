package dev.capstan.benchmarks.macro;

import dev.capstan.benchmarks.engine.EngineServer;
import dev.capstan.benchmarks.process.Loopback;
import dev.capstan.benchmarks.process.ReadyFile;
import dev.capstan.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The engine as users start it: through the command line, with the JVM options that its script sets. */
final class Launcher {
    private static final int REST_PORT = 8080;
    private static final int MCP_PORT = 9090;

    private final Path script;
    private final Options options;
    private final int upstream;
    private final Path directory;
    private final Path document;

    /**
     * @param upstream the port that the document's API is called on
     * @param directory for files of its own
     */
    Launcher(Path script, Options options, int upstream, Path directory) throws IOException {
        this.script = script.toAbsolutePath();
        this.options = options;
        this.upstream = upstream;
        this.directory = directory;
        this.document = Files.writeString(directory.resolve("benchmark.yaml"), EngineServer.document());
    }

    /** Starts it on free ports; tells the port of REST, then that of MCP. */
    ServerProcess start() throws IOException, InterruptedException {
        Path ready = directory.resolve("ready.json");
        ServerProcess process = new ServerProcess("engine", command("--port", "*=0", "--ready-file", ready.toString()))
                .await(() -> Files.exists(ready));
        try {
            ReadyFile listeners = ReadyFile.read(ready);
            return process.withPorts(listeners.port("rest"), listeners.port("mcp"));
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /** Starts and ends it that many times; how long each took to its first answer, in milliseconds. */
    List<Double> timeToFirstAnswer(int times) throws IOException, InterruptedException {
        List<Double> measured = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int rest = Loopback.freePort();
            int mcp = Loopback.freePort();
            ProcessBuilder command = command("--port", REST_PORT + "=" + rest, "--port", MCP_PORT + "=" + mcp);
            String path = Contestants.request(Contestants.REST_IDENTITY, rest).path();
            long begin = System.nanoTime();
            try (ServerProcess process = new ServerProcess("engine", command)) {
                process.await(() -> Loopback.answers(rest, path));
                measured.add((System.nanoTime() - begin) / 1e6);
            }
        }
        return measured;
    }

    private ProcessBuilder command(String... more) {
        List<String> words = new ArrayList<>(List.of(
                script.toString(),
                "serve",
                document.toString(),
                "--base-uri",
                "platform=http://127.0.0.1:" + upstream));
        words.addAll(Arrays.asList(more));
        ProcessBuilder command = new ProcessBuilder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        command.environment().put("JAVA_HOME", options.jdk.toString());
        command.environment().put("NAFTIKO_JAVA_OPTS", options.engineJvmOptions);
        return command;
    }
}
