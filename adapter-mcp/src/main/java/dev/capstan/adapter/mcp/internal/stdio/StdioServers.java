package dev.capstan.adapter.mcp.internal.stdio;

import dev.capstan.adapter.mcp.internal.protocol.Dialects;
import dev.capstan.adapter.mcp.internal.protocol.MessageReader;
import dev.capstan.adapter.mcp.internal.streams.OpenStreams;
import dev.capstan.adapter.mcp.internal.streams.ReloadedValue;
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

/** The MCP adapters of one engine, to be served over streams by whoever has them. Safe for any thread. */
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

    private final Map<Key, StdioPlace> places = new ConcurrentHashMap<>();
    private final ReloadedValue<List<Server>> servers = new ReloadedValue<>(List.of());

    private StdioServers() {}

    /** Those of that engine. */
    public static StdioServers of(EngineContext engine) {
        return engine.service(StdioServers.class, context -> new StdioServers());
    }

    /** Adds one. */
    public void add(Server server) {
        servers.replace(before -> {
            List<Server> now = new ArrayList<>(before);
            now.add(server);
            return List.copyOf(now);
        });
    }

    /** It is not served any more. */
    public void remove(String file, String namespace) {
        Key removed = new Key(file, namespace);
        servers.replace(before ->
                before.stream().filter(server -> !server.key().equals(removed)).toList());
    }

    /** All, in the order of the documents. */
    public List<Server> servers() {
        return servers.current();
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
        return new Pending(servers.open());
    }

    /** Those that are to be served together. */
    private final class Pending implements ServiceChange {
        private final ReloadedValue.Draft<List<Server>> draft;

        Pending(ReloadedValue.Draft<List<Server>> draft) {
            this.draft = draft;
        }

        @Override
        public void prepare() {
            // Nothing can fail.
        }

        @Override
        public CompletionStage<Void> commit() {
            Map<Key, Integer> order = new HashMap<>();
            draft.before().forEach(server -> order.putIfAbsent(server.key(), order.size()));
            List<Server> ordered = new ArrayList<>(draft.now());
            ordered.sort(Comparator.comparingInt(server -> order.getOrDefault(server.key(), Integer.MAX_VALUE)));
            draft.commit(List.copyOf(ordered));
            Map<Key, Server> byKey = new HashMap<>();
            ordered.forEach(server -> byKey.putIfAbsent(server.key(), server));
            List<CompletableFuture<Void>> ended = new ArrayList<>();
            places.forEach((key, place) -> ended.add(place.serve(byKey.get(key))));
            return CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new));
        }

        @Override
        public void release() {
            // Its calls end with the document's consumers.
        }

        @Override
        public void rollback() {
            draft.rollback();
        }
    }

    @Override
    public CompletionStage<Void> drain() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        servers.replace(before -> List.of());
    }
}
