package dev.capstan.adapter.mcp.internal.streams;

import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import dev.capstan.engine.spi.ServiceChange;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All streams that clients of one engine keep open. They would outlast every drain: when the engine stops, or the adapter that they
 * belong to is withdrawn, they are ended. Where a document is loaded anew, those of its adapters stay, and are told which lists have
 * changed. Safe for any thread.
 */
public final class OpenStreams implements EngineService {
    private final int most;
    private final Map<OpenStream, Object> owners = new ConcurrentHashMap<>();
    private final ReloadedValue<Map<Object, Lists>> served = new ReloadedValue<>(Map.of());
    private volatile boolean draining;

    /**
     * None yet.
     *
     * @param most how many there may be
     */
    public OpenStreams(int most) {
        this.most = most;
    }

    /** Those of that engine: as many as half of the connections that a listener takes, so that calls are left room. */
    public static OpenStreams of(EngineContext engine) {
        return engine.service(
                OpenStreams.class,
                context -> new OpenStreams(
                        Math.max(1, context.configuration().server().maxConnections() / 2)));
    }

    /** Begins to take streams of an owner, who has these lists. */
    public void serve(Object owner, Lists lists) {
        served.replace(before -> {
            Map<Object, Lists> now = new HashMap<>(before);
            now.put(owner, lists);
            return Map.copyOf(now);
        });
    }

    /**
     * Adds a stream.
     *
     * @param owner whose it is
     * @return whether there was room for it, and the owner is served
     */
    public boolean add(OpenStream stream, Object owner) {
        if (draining || owners.size() >= most || !served.current().containsKey(owner)) {
            return false;
        }
        owners.put(stream, owner);
        if (draining || !served.current().containsKey(owner)) {
            endSoon(stream);
        }
        return true;
    }

    /** It has ended. */
    public void remove(OpenStream stream) {
        owners.remove(stream);
    }

    /** Tells those of an owner of a change. */
    public void tell(Object owner, Change change) {
        owners.forEach((stream, of) -> {
            if (of.equals(owner)) {
                stream.eventLoop().execute(() -> stream.changed(change));
            }
        });
    }

    /** Tells those of an owner that a resource holds something else than before. */
    public void tellUpdated(Object owner, String uri) {
        owners.forEach((stream, of) -> {
            if (of.equals(owner)) {
                stream.eventLoop().execute(() -> stream.updated(uri));
            }
        });
    }

    /** Takes no more streams of an owner, and ends those that are open. */
    public void withdraw(Object owner) {
        boolean isSeen = served.replace(before -> {
            Map<Object, Lists> now = new HashMap<>(before);
            now.remove(owner);
            return Map.copyOf(now);
        });
        if (isSeen) {
            endThoseOf(owner);
        }
    }

    /** Ends those of an owner. */
    public void endThoseOf(Object owner) {
        owners.forEach((stream, of) -> {
            if (of.equals(owner)) {
                endSoon(stream);
            }
        });
    }

    private void endSoon(OpenStream stream) {
        if (owners.remove(stream) != null) {
            stream.eventLoop().execute(stream::end);
        }
    }

    @Override
    public void start() {
        // Clients open them.
    }

    @Override
    public ServiceChange change() {
        return new Pending(served.open());
    }

    /** Those that are to be served together. */
    private final class Pending implements ServiceChange {
        private final ReloadedValue.Draft<Map<Object, Lists>> draft;

        Pending(ReloadedValue.Draft<Map<Object, Lists>> draft) {
            this.draft = draft;
        }

        @Override
        public void prepare() {
            // Nothing can fail.
        }

        @Override
        public CompletionStage<Void> commit() {
            draft.commit();
            return CompletableFuture.completedFuture(null);
        }

        /** Clients that read the lists now read those that are served now. */
        @Override
        public void announce() {
            draft.before().forEach((owner, lists) -> {
                Lists now = draft.now().get(owner);
                if (now == null) {
                    endThoseOf(owner);
                } else {
                    now.changedSince(lists).forEach(changed -> tell(owner, changed));
                }
            });
        }

        @Override
        public void release() {
            // Streams hold nothing of a document.
        }

        @Override
        public void rollback() {
            draft.rollback();
        }
    }

    @Override
    public CompletionStage<Void> drain() {
        draining = true;
        owners.keySet().forEach(this::endSoon);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        owners.clear();
    }
}
