package dev.capstan.consumer.http;

import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.failure.CallFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** The connections of one event loop to one origin, and the calls that wait for one. */
final class ConnectionPool {
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final LoopClient client;
    private final Origin origin;
    private final NamespaceConfiguration configuration;
    private final CircuitBreaker breaker;
    private final OriginAccess access;
    private final Deque<UpstreamConnection> idle = new ArrayDeque<>();
    private final Set<UpstreamConnection> connections = new HashSet<>();
    private final Set<ConnectAttempt> attempts = new HashSet<>();
    private final Queue<HttpCall> waiting = new ArrayDeque<>();

    ConnectionPool(LoopClient client, Origin origin) {
        this.client = client;
        this.origin = origin;
        this.configuration = client.settings().configuration();
        this.breaker = new CircuitBreaker(
                configuration.breakerFailures(),
                configuration.breakerOpenTime(),
                client.settings().clock());
        this.access = new OriginAccess(origin, client.settings(), client.eventLoop());
    }

    LoopClient client() {
        return client;
    }

    Origin origin() {
        return origin;
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /**
     * Finds a connection for a call: an idle one, a new one, or a place in the queue.
     *
     * @param fresh whether an idle one is only taken when no new one may be opened
     */
    void acquire(HttpCall call, boolean fresh) {
        boolean full = connections.size() + attempts.size() >= configuration.maxConnections();
        if (!fresh || full) {
            for (UpstreamConnection one = idle.pollLast(); one != null; one = idle.pollLast()) {
                if (one.isUsable()) {
                    call.onConnection(one);
                    return;
                }
            }
        }
        if (!full) {
            connect(call);
        } else if (waiting.size() < configuration.maxWaitingCalls()) {
            waiting.add(call);
        } else {
            call.onFailure(new CallFailure.UpstreamUnavailable(
                    call.upstream(),
                    "too-many-calls",
                    call.describe("has as many calls on their way as are allowed at once; try again later"),
                    TRY_AGAIN));
        }
    }

    private void connect(HttpCall call) {
        long now = System.nanoTime();
        long timeout = Math.min(client.settings().connectTimeout(), call.deadline() - now);
        ConnectAttempt attempt = new ConnectAttempt(this, call, now + timeout);
        attempts.add(attempt);
        client.watch();
        access.find(attempt);
    }

    void onConnected(ConnectAttempt attempt, UpstreamConnection connection) {
        attempts.remove(attempt);
        connections.add(connection);
        if (attempt.call().isDone()) {
            release(connection);
        } else {
            attempt.call().onConnection(connection);
        }
    }

    void onNotConnected(ConnectAttempt attempt, Throwable cause) {
        attempts.remove(attempt);
        attempt.call().onNotConnected(cause);
        serveWaiting();
    }

    /** Takes a connection back that can be used again. */
    void release(UpstreamConnection connection) {
        for (HttpCall call = waiting.poll(); call != null; call = waiting.poll()) {
            if (!call.isDone()) {
                call.onConnection(connection);
                return;
            }
        }
        connection.idle();
        idle.addLast(connection);
    }

    /** Forgets a connection that is closed. */
    void remove(UpstreamConnection connection) {
        if (connections.remove(connection)) {
            idle.remove(connection);
            serveWaiting();
        }
    }

    private void serveWaiting() {
        while (connections.size() + attempts.size() < configuration.maxConnections()) {
            HttpCall call = waiting.poll();
            if (call == null) {
                return;
            }
            if (!call.isDone()) {
                connect(call);
            }
        }
    }

    void forget(HttpCall call) {
        waiting.remove(call);
    }

    /** Ends what has taken too long; returns whether anything is left to watch. */
    boolean sweep(long now) {
        for (UpstreamConnection connection : List.copyOf(connections)) {
            connection.sweep(now);
        }
        for (ConnectAttempt attempt : List.copyOf(attempts)) {
            attempt.sweep(now);
        }
        for (HttpCall call : List.copyOf(waiting)) {
            if (now - call.deadline() >= 0) {
                waiting.remove(call);
                call.onTimeout();
            }
        }
        return !connections.isEmpty() || !attempts.isEmpty() || !waiting.isEmpty();
    }

    void close() {
        List<HttpCall> left = new ArrayList<>(waiting);
        waiting.clear();
        left.forEach(HttpCall::onClosing);
        List.copyOf(attempts).forEach(ConnectAttempt::abort);
        List.copyOf(connections).forEach(UpstreamConnection::close);
    }
}
