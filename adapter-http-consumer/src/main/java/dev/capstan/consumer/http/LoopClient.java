package dev.capstan.consumer.http;

import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The client of one namespace on one event loop. Nothing here is seen by another thread, so nothing is locked. One
 * timer watches all that can take too long.
 */
final class LoopClient implements Runnable {
    private final EventLoop eventLoop;
    private final ClientSettings settings;
    private final Origin home;
    private final @Nullable DigestAuthentication digest;
    private final Map<Origin, ConnectionPool> pools = new HashMap<>();
    private boolean watching;
    private boolean closed;

    /**
     * A client without connections.
     *
     * @param home the origin of the document
     * @param credentials for digest authentication there; null without
     */
    LoopClient(
            EventLoop eventLoop,
            Origin home,
            ClientSettings settings,
            OutboundAuthentication.@Nullable Digest credentials) {
        this.eventLoop = eventLoop;
        this.home = home;
        this.settings = settings;
        this.digest = credentials == null ? null : new DigestAuthentication(credentials);
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    ClientSettings settings() {
        return settings;
    }

    @Nullable
    DigestAuthentication digest() {
        return digest;
    }

    boolean isClosed() {
        return closed;
    }

    ConnectionPool pool(Origin origin) {
        ConnectionPool pool = pools.get(origin);
        if (pool == null) {
            pool = new ConnectionPool(this, origin);
            pools.put(origin, pool);
        }
        return pool;
    }

    /** Starts the timer, if it does not run. */
    void watch() {
        if (!watching && !closed) {
            watching = true;
            eventLoop.schedule(this, settings.sweepMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void run() {
        watching = false;
        long now = System.nanoTime();
        boolean active = false;
        for (ConnectionPool pool : List.copyOf(pools.values())) {
            boolean busy = pool.sweep(now);
            active |= busy;
            if (!busy && !pool.origin().equals(home)) {
                // Redirects lead to any number of other origins.
                pools.remove(pool.origin());
            }
        }
        if (active) {
            watch();
        }
    }

    void close() {
        closed = true;
        List.copyOf(pools.values()).forEach(ConnectionPool::close);
    }
}
