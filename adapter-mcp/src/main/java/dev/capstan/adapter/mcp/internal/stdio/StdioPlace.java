package dev.capstan.adapter.mcp.internal.stdio;

import dev.capstan.adapter.mcp.internal.stdio.StdioServers.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where clients of one adapter are served, whose document may be loaded anew meanwhile. Safe for any thread. */
public final class StdioPlace {
    private final Set<StdioConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Server server;

    StdioPlace(Server server) {
        this.server = server;
    }

    /** Who answers at present; null when the document does not have the adapter any more. */
    @Nullable
    Server server() {
        return server;
    }

    /** Serves a client at those streams, until its own ends. Blocks. */
    public void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
        Server first = server;
        if (first == null) {
            return;
        }
        StdioConnection connection = new StdioConnection(this, first, out);
        connections.add(connection);
        try {
            connection.run(in, () -> first.streams().endThoseOf(first.owner()));
        } finally {
            connections.remove(connection);
        }
    }

    /** Answers by that server from now on; completes when everything has ended that had begun with the one before. */
    CompletableFuture<Void> serve(@Nullable Server now) {
        Server before = server;
        server = now;
        List<CompletableFuture<Void>> ended = new ArrayList<>();
        if (before != null && before != now) {
            connections.forEach(connection -> ended.add(connection.released(before)));
        }
        return CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new));
    }
}
