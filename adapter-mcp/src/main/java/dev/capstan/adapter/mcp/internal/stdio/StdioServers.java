package dev.capstan.adapter.mcp.internal.stdio;

import dev.capstan.adapter.mcp.internal.protocol.Dialects;
import dev.capstan.adapter.mcp.internal.protocol.MessageReader;
import dev.capstan.adapter.mcp.internal.streams.OpenStreams;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** The MCP adapters of one engine, to be served over streams by whoever has them. Safe for any thread. */
public final class StdioServers implements EngineService {
    /**
     * One of them.
     *
     * @param file the document's name
     * @param namespace the adapter's
     * @param isStdio whether the document has it served over stdio
     * @param asksForCredentials whether it serves nobody who does not say who calls, which nobody can over streams
     * @param owner whose streams that stay open are its own
     */
    public record Server(
            String file,
            String namespace,
            boolean isStdio,
            boolean asksForCredentials,
            MessageReader reader,
            Dialects dialects,
            OpenStreams streams,
            Object owner,
            EngineContext engine) {
        /** Serves a client at those streams, until its own ends. Blocks. */
        public void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
            new StdioConnection(reader, dialects, engine, out).run(in, () -> streams.endThoseOf(owner));
        }
    }

    private final List<Server> servers = new CopyOnWriteArrayList<>();

    private StdioServers() {}

    /** Those of that engine. */
    public static StdioServers of(EngineContext engine) {
        return engine.service(StdioServers.class, context -> new StdioServers());
    }

    /** Adds one. */
    public void add(Server server) {
        servers.add(server);
    }

    /** It is not served any more. */
    public void remove(Object owner) {
        servers.removeIf(server -> server.owner() == owner);
    }

    /** All, in the order of the documents. */
    public List<Server> servers() {
        return List.copyOf(servers);
    }

    @Override
    public void start() {
        // Whoever has the streams begins.
    }

    @Override
    public CompletionStage<Void> drain() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        servers.clear();
    }
}
