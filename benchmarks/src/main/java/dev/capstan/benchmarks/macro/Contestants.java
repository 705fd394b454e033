package dev.capstan.benchmarks.macro;

import dev.capstan.benchmarks.engine.EngineServer;
import dev.capstan.benchmarks.load.LoadRequest;
import dev.capstan.benchmarks.peer.Child;
import dev.capstan.benchmarks.peer.Upstream;
import dev.capstan.benchmarks.peer.YardstickProxy;
import dev.capstan.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All processes, and the targets that they serve. */
final class Contestants implements AutoCloseable {
    static final String UPSTREAM = "upstream directly";
    static final String PROXY = "yardstick proxy";
    static final String NGINX = "nginx proxy_pass";
    static final String REST_IDENTITY = "REST identity";
    static final String REST_MAPPED = "REST five mapped fields";
    static final String MCP_CALL = "MCP tools/call";

    /** The targets that the engine serves. */
    static final List<String> ENGINE_TARGETS = List.of(REST_IDENTITY, REST_MAPPED, MCP_CALL);

    private static final String PATH = "/services/42";
    private static final Map<String, String> MCP_HEADERS = Map.of(
            "Content-Type", "application/json",
            "Accept", "application/json, text/event-stream",
            "MCP-Protocol-Version", "2025-11-25");
    private static final String MCP_CALL_BODY = """
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get-service","arguments":{"id":"42"}}}""";

    private final List<ServerProcess> processes = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final Map<String, Long> idleMemory = new LinkedHashMap<>();
    private final Options options;
    private @Nullable Launcher launcher;

    private Contestants(Options options) {
        this.options = options;
    }

    /**
     * Starts all of them.
     *
     * @param directory for files of theirs
     */
    static Contestants start(Options options, Path directory) throws IOException, InterruptedException {
        Contestants contestants = new Contestants(options);
        try {
            contestants.startAll(directory);
            return contestants;
        } catch (IOException | InterruptedException | RuntimeException e) {
            contestants.close();
            throw e;
        }
    }

    private void startAll(Path directory) throws IOException, InterruptedException {
        String threads = Integer.toString(options.threads);
        ServerProcess upstream = java("upstream", List.of(), Upstream.class, threads);
        int upstreamPort = upstream.port(0);
        targets.add(new Target(UPSTREAM, upstream, request(UPSTREAM, upstreamPort)));
        List<String> jvmOptions = words(options.jvmOptions);
        ServerProcess proxy = java("proxy", jvmOptions, YardstickProxy.class, Integer.toString(upstreamPort), threads);
        targets.add(new Target(PROXY, proxy, request(PROXY, proxy.port(0))));
        Optional<String> nginx = options.noNginx ? Optional.empty() : Executables.find("nginx");
        if (nginx.isPresent()) {
            ServerProcess running = started(Nginx.start(nginx.get(), upstreamPort, options.threads, directory));
            targets.add(new Target(NGINX, running, request(NGINX, running.port(0))));
        }
        startEngine(upstreamPort, threads, directory);
        targets.removeIf(target -> !isWanted(target.name()));
        for (ServerProcess process : processes) {
            idleMemory.put(process.name(), process.residentMemory());
        }
    }

    private void startEngine(int upstreamPort, String threads, Path directory)
            throws IOException, InterruptedException {
        Path script = options.embedded ? null : options.launcher;
        ServerProcess engine;
        if (script == null) {
            List<String> jvmOptions = words(options.jvmOptions + " " + options.engineJvmOptions);
            engine = java("engine", jvmOptions, EngineServer.class, Integer.toString(upstreamPort), threads);
        } else {
            launcher = new Launcher(script, options, upstreamPort, directory);
            engine = started(launcher.start());
        }
        for (String target : ENGINE_TARGETS) {
            targets.add(new Target(target, engine, request(target, engine.port(target.equals(MCP_CALL) ? 1 : 0))));
        }
    }

    /** What is sent to that target on that port. */
    static LoadRequest request(String target, int port) {
        return switch (target) {
            case REST_MAPPED -> LoadRequest.get(port, PATH + "/summary");
            case MCP_CALL -> new LoadRequest(port, "POST", "/mcp", MCP_HEADERS, MCP_CALL_BODY);
            default -> LoadRequest.get(port, PATH);
        };
    }

    private boolean isWanted(String name) {
        return options.only.isEmpty()
                || name.equals(PROXY)
                || options.only.stream().anyMatch(name::startsWith);
    }

    private ServerProcess java(String name, List<String> jvmOptions, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(options.jdk.resolve("bin/java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(Arrays.asList(arguments));
        return started(new ServerProcess(name, command).awaitLine(Child.READY));
    }

    private ServerProcess started(ServerProcess process) {
        processes.add(process);
        return process;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
    }

    /** In the order in which they take turns. */
    List<Target> targets() {
        return targets;
    }

    /** What starts the engine; null when it is embedded. */
    @Nullable
    Launcher launcher() {
        return launcher;
    }

    /** Resident memory of each process before any load, by its name. */
    Map<String, Long> idleMemory() {
        return idleMemory;
    }

    @Override
    public void close() {
        processes.forEach(ServerProcess::close);
    }
}
