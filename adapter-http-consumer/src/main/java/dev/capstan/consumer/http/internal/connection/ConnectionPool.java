package dev.capstan.consumer.http.internal.connection;

import dev.capstan.consumer.http.internal.request.Origin;
import dev.capstan.engine.configuration.Pool;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of one event loop to one origin, and the calls that wait for one. */
public final class ConnectionPool {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);

    private final EventLoopClient client;
    private final Origin origin;
    private final Pool settings;
    private final OriginResolver resolver;
    private final CallerShares shares;
    private final ReuseTrust trust = new ReuseTrust();
    private final Deque<UpstreamConnection> idle = new ArrayDeque<>();
    private final Set<UpstreamConnection> resting = new HashSet<>();
    private final Set<UpstreamConnection> connections = new HashSet<>();
    private final Set<ConnectAttempt> attempts = new HashSet<>();
    private final Set<ConnectionUser> waiting = new LinkedHashSet<>();

    ConnectionPool(EventLoopClient client, Origin origin) {
        this.client = client;
        this.origin = origin;
        this.settings = client.settings().configuration().pool();
        this.resolver = new OriginResolver(origin, client.settings(), client.eventLoop());
        this.shares = new CallerShares(Math.min(settings.maxConnections() - 1, (int)
                ((long) settings.maxConnections() * settings.callerShare() / 100)));
    }

    EventLoopClient client() {
        return client;
    }

    /** Where the connections lead. */
    public Origin origin() {
        return origin;
    }

    OriginResolver resolver() {
        return resolver;
    }

    List<InetAddress> lastAddresses() {
        return resolver.lastAddresses();
    }

    /**
     * Finds a connection for a call: an idle one, a new one, or a place in the queue.
     *
     * @param fresh whether an idle one is only taken when no new one may be opened
     */
    public void acquire(ConnectionUser user, boolean fresh) {
        if (shares.take(user)) {
            place(user, fresh);
        } else if (mayWait()) {
            shares.await(user);
            client.watch();
        } else {
            user.onTooManyCalls();
        }
    }

    private boolean mayWait() {
        return waiting.size() + shares.waiting() < settings.maxWaitingCalls();
    }

    private boolean isFull() {
        return connections.size() + attempts.size() >= settings.maxConnections();
    }

    private void place(ConnectionUser user, boolean fresh) {
        boolean full = isFull();
        if (!fresh || full) {
            UpstreamConnection connection = pollIdle();
            if (connection != null) {
                user.onConnected(connection);
                return;
            }
            if (waiting.size() < resting.size()) {
                // One that rests is there sooner than a new one would be, and is not one connection more.
                waiting.add(user);
                return;
            }
        }
        if (!full) {
            connect(user);
        } else if (mayWait()) {
            waiting.add(user);
            client.watch();
        } else {
            releaseShare(user);
            user.onTooManyCalls();
        }
    }

    private @Nullable UpstreamConnection pollIdle() {
        for (UpstreamConnection one = idle.pollLast(); one != null; one = idle.pollLast()) {
            if (one.isUsable()) {
                return one;
            }
        }
        return null;
    }

    private void connect(ConnectionUser user) {
        long now = System.nanoTime();
        long timeout = Math.min(client.settings().connectTimeout(), user.deadlineNanos() - now);
        ConnectAttempt attempt = new ConnectAttempt(this, user, now + timeout);
        attempts.add(attempt);
        client.watch();
        resolver.resolve(attempt);
    }

    void onConnected(ConnectAttempt attempt, UpstreamConnection connection) {
        attempts.remove(attempt);
        connections.add(connection);
        if (client.settings().observer() != null) {
            client.settings().observer().connectionOpened(client.settings().namespace(), origin.uri());
        }
        if (attempt.user().isEnded()) {
            release(connection);
        } else {
            attempt.user().onConnected(connection);
        }
    }

    void onNotConnected(ConnectAttempt attempt, Throwable cause) {
        attempts.remove(attempt);
        releaseShare(attempt.user());
        if (!attempt.user().isEnded()) {
            attempt.user().onNotConnected(cause);
        }
        serveWaiting();
    }

    /**
     * Takes back a connection whose exchange has ended, if it can be used again.
     *
     * @param mayHaveMore whether its socket may hold bytes that have not been read
     * @return whether it was taken back; else it has to be closed
     */
    boolean takeBack(UpstreamConnection connection, boolean mayHaveMore) {
        if (client.isClosed() || !trust.permitsReuse(System.nanoTime())) {
            return false;
        }
        if (mayHaveMore || trust.wantsRest()) {
            resting.add(connection);
            connection.idle();
            client.eventLoop().schedule(() -> endRest(connection), ReuseTrust.REST_NANOS, TimeUnit.NANOSECONDS);
        } else {
            release(connection);
        }
        return true;
    }

    private void endRest(UpstreamConnection rested) {
        if (!resting.remove(rested)) {
            return;
        }
        if (rested.isUsable()) {
            trust.onRested();
            release(rested);
        } else {
            rested.close();
        }
    }

    private void release(UpstreamConnection connection) {
        ConnectionUser next = pollWaiting();
        if (next != null) {
            next.onConnected(connection);
        } else {
            connection.idle();
            idle.addLast(connection);
        }
    }

    private @Nullable ConnectionUser pollWaiting() {
        while (!waiting.isEmpty()) {
            ConnectionUser first = waiting.iterator().next();
            waiting.remove(first);
            if (!first.isEnded()) {
                return first;
            }
        }
        return null;
    }

    /** Forgets a connection that is closed. */
    void remove(UpstreamConnection connection) {
        if (connections.remove(connection)) {
            idle.remove(connection);
            resting.remove(connection);
            if (client.settings().observer() != null) {
                client.settings().observer().connectionClosed(client.settings().namespace(), origin.uri());
            }
            serveWaiting();
        }
    }

    /** Bytes were received that belong to no response. */
    void onSurplus() {
        if (trust.onSurplus(System.nanoTime())) {
            LOG.warn(
                    "\"{}\" at {} sends bytes beyond the end of its responses: each of its connections serves one call only",
                    client.settings().namespace(),
                    origin.address());
            List.copyOf(idle).forEach(UpstreamConnection::close);
        }
    }

    /** The call needs no connection any more. */
    void releaseShare(ConnectionUser user) {
        ConnectionUser next = shares.release(user);
        if (next != null) {
            // Not now: the connection that the call used is about to be given back.
            client.eventLoop().execute(() -> {
                if (next.isEnded()) {
                    releaseShare(next);
                } else if (client.isClosed()) {
                    releaseShare(next);
                    next.onClosing();
                } else {
                    place(next, false);
                }
            });
        }
    }

    private void serveWaiting() {
        while (!isFull() && !client.isClosed()) {
            ConnectionUser next = pollWaiting();
            if (next == null) {
                return;
            }
            connect(next);
        }
    }

    /** A call gives up while it waits. */
    public void forget(ConnectionUser user) {
        waiting.remove(user);
        shares.forget(user);
        releaseShare(user);
    }

    /** Ends what has taken too long; returns whether anything is left to watch. */
    boolean sweep(long now) {
        boolean isContended = connections.size() * 4L >= settings.maxConnections() * 3L;
        for (UpstreamConnection connection : List.copyOf(connections)) {
            connection.sweep(now, isContended);
        }
        for (ConnectAttempt attempt : List.copyOf(attempts)) {
            attempt.sweep(now);
        }
        List<ConnectionUser> late = new ArrayList<>();
        waiting.forEach(user -> addIfLate(user, now, late));
        shares.allWaiting().forEach(user -> addIfLate(user, now, late));
        for (ConnectionUser user : late) {
            forget(user);
            user.onWaitedTooLong();
        }
        return !connections.isEmpty() || !attempts.isEmpty() || !waiting.isEmpty() || shares.waiting() > 0;
    }

    private static void addIfLate(ConnectionUser user, long now, List<ConnectionUser> late) {
        if (now - user.deadlineNanos() >= 0) {
            late.add(user);
        }
    }

    void close() {
        List<ConnectionUser> left = new ArrayList<>(waiting);
        shares.allWaiting().forEach(left::add);
        left.forEach(this::forget);
        left.forEach(ConnectionUser::onClosing);
        List.copyOf(attempts).forEach(ConnectAttempt::abort);
        List.copyOf(connections).forEach(UpstreamConnection::close);
    }
}
