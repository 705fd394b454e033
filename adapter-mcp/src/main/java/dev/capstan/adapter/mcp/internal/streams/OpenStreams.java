package dev.capstan.adapter.mcp.internal.streams;

import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import dev.capstan.engine.spi.ServiceChange;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All streams that clients of one engine keep open. They would outlast every drain: when the engine stops, or the adapter that they
 * belong to is withdrawn, they are ended. Where a document is loaded anew, those of its adapters stay, and are told which lists have
 * changed. Safe for any thread: who serves streams is guarded by a lock, which a change holds until it ends.
 */
public final class OpenStreams implements EngineService {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<OpenStream, Object> owners = new ConcurrentHashMap<>();
    /** Replaced, never changed. */
    private volatile Map<Object, Lists> served = Map.of();

    private @Nullable Pending pending;
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
        change(owner, lists);
    }

    private void change(Object owner, @Nullable Lists lists) {
        lock.lock();
        try {
            Map<Object, Lists> now = new HashMap<>(pending == null ? served : pending.served);
            if (lists == null) {
                now.remove(owner);
            } else {
                now.put(owner, lists);
            }
            if (pending == null) {
                served = Map.copyOf(now);
            } else {
                pending.served = now;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a stream.
     *
     * @param owner whose it is
     * @return whether there was room for it, and the owner is served
     */
    public boolean add(OpenStream stream, Object owner) {
        if (draining || owners.size() >= most || !served.containsKey(owner)) {
            return false;
        }
        owners.put(stream, owner);
        if (draining || !served.containsKey(owner)) {
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
        lock.lock();
        try {
            change(owner, null);
            if (pending == null) {
                endThoseOf(owner);
            }
        } finally {
            lock.unlock();
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
        lock.lock();
        Pending opened = new Pending(served);
        pending = opened;
        return opened;
    }

    /** Those that are to be served together. */
    private final class Pending implements ServiceChange {
        private final Map<Object, Lists> before;
        private Map<Object, Lists> served;

        Pending(Map<Object, Lists> before) {
            this.before = before;
            this.served = before;
        }

        @Override
        public void prepare() {
            // Nothing can fail.
        }

        @Override
        public CompletionStage<Void> commit() {
            OpenStreams.this.served = Map.copyOf(served);
            end();
            return CompletableFuture.completedFuture(null);
        }

        /** Clients that read the lists now read those that are served now. */
        @Override
        public void announce() {
            before.forEach((owner, lists) -> {
                Lists now = served.get(owner);
                if (now == null) {
                    endThoseOf(owner);
                } else {
                    now.changedSince(lists).forEach(change -> tell(owner, change));
                }
            });
        }

        @Override
        public void release() {
            // Streams hold nothing of a document.
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
        draining = true;
        owners.keySet().forEach(this::endSoon);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        owners.clear();
    }
}
