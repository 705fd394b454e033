package dev.capstan.adapter.mcp.internal.stdio;

import dev.capstan.adapter.mcp.internal.protocol.Dialects;
import dev.capstan.adapter.mcp.internal.protocol.MessageReader;
import dev.capstan.adapter.mcp.internal.streams.OpenStreams;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import dev.capstan.engine.spi.ServiceChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The MCP adapters of one engine, to be served over streams by whoever has them. Safe for any thread: they are guarded by a lock, which
 * a change holds until it ends.
 */
public final class StdioServers implements EngineService {
    /**
     * One of them, as its document is now.
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
        private Key key() {
            return new Key(file, namespace);
        }
    }

    private record Key(String file, String namespace) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, StdioPlace> places = new ConcurrentHashMap<>();
    /** Replaced, never changed. */
    private volatile List<Server> servers = List.of();

    private @Nullable Pending pending;

    private StdioServers() {}

    /** Those of that engine. */
    public static StdioServers of(EngineContext engine) {
        return engine.service(StdioServers.class, context -> new StdioServers());
    }

    /** Adds one. */
    public void add(Server server) {
        lock.lock();
        try {
            List<Server> now = new ArrayList<>(pending == null ? servers : pending.now);
            now.add(server);
            replace(now);
        } finally {
            lock.unlock();
        }
    }

    /** It is not served any more. */
    public void remove(String file, String namespace) {
        lock.lock();
        try {
            List<Server> now = new ArrayList<>(pending == null ? servers : pending.now);
            now.removeIf(server -> server.key().equals(new Key(file, namespace)));
            replace(now);
        } finally {
            lock.unlock();
        }
    }

    private void replace(List<Server> now) {
        if (pending == null) {
            servers = List.copyOf(now);
        } else {
            pending.now = now;
        }
    }

    /** All, in the order of the documents. */
    public List<Server> servers() {
        return servers;
    }

    /** Where that one is served, also when its document is loaded anew. */
    public StdioPlace place(Server server) {
        return places.computeIfAbsent(server.key(), key -> new StdioPlace(server));
    }

    @Override
    public void start() {
        // Whoever has the streams begins.
    }

    @Override
    public ServiceChange change() {
        lock.lock();
        Pending opened = new Pending(servers);
        pending = opened;
        return opened;
    }

    /** Those that are to be served together. */
    private final class Pending implements ServiceChange {
        private final List<Server> before;
        private List<Server> now;

        Pending(List<Server> before) {
            this.before = before;
            this.now = before;
        }

        @Override
        public void prepare() {
            // Nothing can fail.
        }

        @Override
        public CompletionStage<Void> commit() {
            Map<Key, Integer> order = new HashMap<>();
            before.forEach(server -> order.putIfAbsent(server.key(), order.size()));
            List<Server> ordered = new ArrayList<>(now);
            ordered.sort(Comparator.comparingInt(server -> order.getOrDefault(server.key(), Integer.MAX_VALUE)));
            servers = List.copyOf(ordered);
            List<CompletableFuture<Void>> ended = new ArrayList<>();
            places.forEach((key, place) -> ended.add(place.serve(servers.stream()
                    .filter(server -> server.key().equals(key))
                    .findFirst()
                    .orElse(null))));
            end();
            return CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new));
        }

        @Override
        public void release() {
            // Its calls end with the document's consumers.
        }

        @Override
        public void rollback() {
            end();
        }

        private void end() {
            pending = null;
            lock.unlock();
        }
    }

    @Override
    public CompletionStage<Void> drain() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            servers = List.of();
        } finally {
            lock.unlock();
        }
    }
}
