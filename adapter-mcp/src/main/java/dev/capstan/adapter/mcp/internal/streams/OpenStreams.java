package dev.capstan.adapter.mcp.internal.streams;

import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All streams that clients of one engine keep open. They would outlast every drain: when the engine stops, or the adapter that they
 * belong to is withdrawn, they are ended. Safe for any thread.
 */
public final class OpenStreams implements EngineService {
    private final int most;
    private final Map<OpenStream, Object> owners = new ConcurrentHashMap<>();
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

    /**
     * Adds a stream.
     *
     * @param owner whose it is
     * @return whether there was room for it
     */
    public boolean add(OpenStream stream, Object owner) {
        if (draining || owners.size() >= most) {
            return false;
        }
        owners.put(stream, owner);
        if (draining) {
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
            if (of == owner) {
                stream.eventLoop().execute(() -> stream.changed(change));
            }
        });
    }

    /** Tells those of an owner that a resource holds something else than before. */
    public void tellUpdated(Object owner, String uri) {
        owners.forEach((stream, of) -> {
            if (of == owner) {
                stream.eventLoop().execute(() -> stream.updated(uri));
            }
        });
    }

    /** Ends those of an owner. */
    public void endThoseOf(Object owner) {
        owners.forEach((stream, of) -> {
            if (of == owner) {
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
