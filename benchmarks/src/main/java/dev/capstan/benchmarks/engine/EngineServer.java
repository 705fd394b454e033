package dev.capstan.benchmarks.engine;

import dev.capstan.benchmarks.peer.Child;
import dev.capstan.engine.Engine;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.spi.EventLoops;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Serves the benchmark's document through the engine's public API, as any host would. */
public final class EngineServer {
    private static final String DOCUMENT = "/dev/capstan/benchmarks/benchmark.yaml";

    private EngineServer() {}

    /** The benchmark's document. */
    public static String document() throws IOException {
        try (InputStream in = EngineServer.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IOException("the resource " + DOCUMENT + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** An engine with that document, which calls an upstream on that port; not started yet. */
    public static Engine engine(int upstreamPort, EventLoopGroup eventLoops) throws IOException {
        return Engine.builder()
                .document("benchmark.yaml", document())
                .baseUri("platform", "http://127.0.0.1:" + upstreamPort)
                .configuration(EngineConfiguration.DEFAULT.withServer(
                        ServerConfiguration.builder().anyPort(true).build()))
                .eventLoops(eventLoops)
                .build();
    }

    /** Where a started engine serves its adapter of that type. */
    public static int port(Engine engine, String type) {
        return engine.documents().stream()
                .flatMap(document -> document.endpoints().stream())
                .filter(endpoint -> endpoint.type().equals(type))
                .map(ServerAdapter.Endpoint::url)
                .mapToInt(url -> URI.create(url).getPort())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the document's " + type + " adapter is not served"));
    }

    /**
     * Runs as a process of its own: {@code EngineServer UPSTREAM_PORT THREADS}. Tells the port of REST, then that of MCP.
     */
    public static void main(String[] arguments) throws IOException {
        EventLoopGroup eventLoops = EventLoops.create(Integer.parseInt(arguments[1]));
        try (Engine engine = engine(Integer.parseInt(arguments[0]), eventLoops)) {
            engine.start();
            Child.serveUntilParentEnds(port(engine, "rest"), port(engine, "mcp"));
        }
    }
}
