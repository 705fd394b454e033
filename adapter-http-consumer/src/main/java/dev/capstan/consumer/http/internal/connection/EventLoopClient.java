package dev.capstan.consumer.http.internal.connection;

import dev.capstan.consumer.http.internal.request.Origin;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one namespace on one event loop. Nothing here is seen by another thread, so nothing is locked. One timer watches
 * everything that can take too long.
 */
public final class EventLoopClient implements Runnable {
    private final EventLoop eventLoop;
    private final ClientSettings settings;
    private final Origin home;
    private final ConnectionPool homePool;
    private final Map<Origin, ConnectionPool> redirectPools = new HashMap<>();
    private boolean watching;
    private boolean closed;

    /**
     * A client without connections.
     *
     * @param home the origin of the document
     */
    public EventLoopClient(EventLoop eventLoop, Origin home, ClientSettings settings) {
        this.eventLoop = eventLoop;
        this.home = home;
        this.settings = settings;
        this.homePool = new ConnectionPool(this, home);
    }

    /** Where everything of this client happens. */
    public EventLoop eventLoop() {
        return eventLoop;
    }

    /** What it goes by. */
    public ClientSettings settings() {
        return settings;
    }

    /** Whether it takes no calls any more. */
    public boolean isClosed() {
        return closed;
    }

    /** The connections to an origin. */
    public ConnectionPool pool(Origin origin) {
        return origin == home || origin.equals(home)
                ? homePool
                : redirectPools.computeIfAbsent(origin, other -> new ConnectionPool(this, other));
    }

    /** Whether a redirect to that origin can be followed, as far as that can be known before its host is resolved. */
    public boolean mayRedirectTo(Origin origin) {
        return settings.redirects().mayPermit(origin, homePool.lastAddresses());
    }

    /** Whether there may be a connection to that origin at that address. */
    boolean permits(Origin origin, InetAddress address) {
        return origin.equals(home) || settings.redirects().permits(origin, address, homePool.lastAddresses());
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
        boolean active = homePool.sweep(now);
        for (ConnectionPool pool : List.copyOf(redirectPools.values())) {
            if (pool.sweep(now)) {
                active = true;
            } else {
                // Redirects lead to any number of other origins.
                redirectPools.remove(pool.origin());
            }
        }
        if (active) {
            watch();
        }
    }

    /** Ends everything at once, and takes no calls any more. */
    public void close() {
        closed = true;
        homePool.close();
        List.copyOf(redirectPools.values()).forEach(ConnectionPool::close);
    }
}
