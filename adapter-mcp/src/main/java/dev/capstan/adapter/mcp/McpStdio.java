package dev.capstan.adapter.mcp;

import dev.capstan.adapter.mcp.internal.stdio.StdioPlace;
import dev.capstan.adapter.mcp.internal.stdio.StdioServers;
import dev.capstan.engine.spi.EngineContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * An MCP adapter of an engine, served to one client over two streams, such as the standard streams of a process that the client has
 * started: one JSON-RPC message in each line, of any version of the protocol. The engine need not be started for that. Safe for any
 * thread; each call of {@link #serve} serves one client.
 */
public final class McpStdio {
    private final StdioServers.Server server;
    private final StdioPlace place;

    private McpStdio(StdioServers.Server server, StdioPlace place) {
        this.server = server;
        this.place = place;
    }

    /** The MCP adapters of that engine, in the order of the documents, those that are served over HTTP included. */
    public static List<McpStdio> of(EngineContext engine) {
        StdioServers servers = StdioServers.of(engine);
        return servers.servers().stream()
                .map(server -> new McpStdio(server, servers.place(server)))
                .toList();
    }

    /** The name of the adapter's document, as the host gave it. */
    public String file() {
        return server.file();
    }

    /** The adapter's name. */
    public String namespace() {
        return server.namespace();
    }

    /** Whether the document has it served so: {@code transport: stdio}. */
    public boolean isStdio() {
        return server.isStdio();
    }

    /** Whether it asks its callers for credentials, which nobody can give over streams: {@link #serve} refuses it. */
    public boolean asksForCredentials() {
        return server.asksForCredentials();
    }

    /**
     * Serves a client until its stream ends, and then what is still on its way. Blocks; nothing that the client sends ends it earlier, and
     * no reload of the document: what comes after it is answered as the document says then.
     *
     * @param in what the client sends
     * @param out what the client gets: messages, and nothing else
     * @throws IOException when the client's stream cannot be read
     * @throws InterruptedException when the calling thread is interrupted
     * @throws IllegalStateException when the adapter asks for credentials
     */
    public void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
        if (server.asksForCredentials()) {
            throw new IllegalStateException("the adapter \"" + server.namespace()
                    + "\" asks its callers for credentials, which streams do not carry");
        }
        place.serve(in, out);
    }

    /**
     * As {@link #serve}, for whoever runs the engine: credentials are not asked for, also where the adapter asks its callers for them.
     *
     * @param in what the client sends
     * @param out what the client gets: messages, and nothing else
     * @throws IOException when the client's stream cannot be read
     * @throws InterruptedException when the calling thread is interrupted
     */
    public void serveOperator(InputStream in, OutputStream out) throws IOException, InterruptedException {
        place.serve(in, out);
    }
}
