package dev.capstan.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The engine as users start it, serving one document with a REST and an MCP adapter on free ports, with its log in a file.
 * Safe for any thread.
 */
public final class EngineProcess implements AutoCloseable {
    private final ServerProcess server;
    private final Path log;

    private EngineProcess(ServerProcess server, Path log) {
        this.server = server;
        this.log = log;
    }

    /**
     * Starts it, and waits until it serves.
     *
     * @param launcher the script that starts it
     * @param directory for its log and the file that says where it listens; made when it is missing
     * @param environment variables besides those of this process
     * @param arguments behind {@code serve}: the document and options
     * @throws IOException when it does not begin to serve within two minutes
     */
    public static EngineProcess start(
            Path launcher, Path directory, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path ready = directory.resolve("ready.json");
        Files.deleteIfExists(ready);
        Path log = directory.resolve("engine.log");
        List<String> command = new ArrayList<>(List.of(launcher.toAbsolutePath().toString(), "serve"));
        command.addAll(arguments);
        command.addAll(List.of("--port", "*=0", "--ready-file", ready.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log.toFile());
        builder.environment().putAll(environment);
        ServerProcess server = new ServerProcess("engine", builder).await(() -> Files.exists(ready));
        try {
            ReadyFile listeners = ReadyFile.read(ready);
            server.withPorts(listeners.port("rest"), listeners.port("mcp"));
        } catch (IOException | RuntimeException e) {
            server.kill();
            throw e;
        }
        return new EngineProcess(server, log);
    }

    /** The port of the REST adapter. */
    public int rest() {
        return server.port(0);
    }

    /** The port of the MCP adapter. */
    public int mcp() {
        return server.port(1);
    }

    /** The process. */
    public long id() {
        return server.id();
    }

    /** Whether the process has not ended. */
    public boolean isAlive() {
        return server.isAlive();
    }

    /** How it ended, or that it has not: for reports. */
    public String state() {
        return server.isAlive() ? "alive" : "ended with exit code " + server.exitValue();
    }

    /** Where its log is. */
    public Path log() {
        return log;
    }

    /** The length of the log now, in bytes, to read on from later. */
    public long logLength() throws IOException {
        return Files.size(log);
    }

    /** The lines of the log from that many bytes on; characters that are not UTF-8 are replaced. */
    public List<String> logSince(long offset) throws IOException {
        try (Stream<String> lines = LogFile.lines(log, offset)) {
            return lines.toList();
        }
    }

    /** The processor time so far, for reports. */
    public String processorTime() {
        return String.format(Locale.ROOT, "%.1f s", server.processorTime() / 1e9);
    }

    /** Ends it as a supervisor does, calls on their way included. */
    @Override
    public void close() {
        server.close();
    }

    /** Ends it at once. */
    public void kill() {
        server.kill();
    }

    /** Waits for its end; returns whether it has ended. */
    public boolean awaitEnd(long seconds) throws InterruptedException {
        return server.awaitEnd(seconds, TimeUnit.SECONDS);
    }
}
