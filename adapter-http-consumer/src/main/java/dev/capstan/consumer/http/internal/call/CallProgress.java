package dev.capstan.consumer.http.internal.call;

import dev.capstan.consumer.http.internal.request.Origin;
import dev.capstan.consumer.http.internal.request.OutgoingRequest;
import dev.capstan.consumer.http.internal.request.RedirectLocation;

/** How far a call has come: what its policies know about it. On the event loop of the call. */
final class CallProgress {
    private final String upstream;
    private final OutgoingRequest request;
    private final long deadlineNanos;
    private final String allowedTime;
    private Origin origin;

    /** Whether a redirect has led to another origin than the document's. */
    boolean leftOrigin;

    /** Whether the attempt that ended last used a connection that had served other calls. */
    boolean reused;

    /** Whether the next attempt is to use a connection that has served no other call. */
    boolean fresh;

    /** Whether the attempt is a probe of the origin's circuit breaker. */
    boolean probesOrigin;

    /** Whether the attempt is a probe of the operation's circuit breaker. */
    boolean probesOperation;

    /** Whether a circuit breaker refuses attempts. */
    boolean circuitOpen;

    int retries;
    int redirects;
    int challenges;

    /**
     * A call without an attempt.
     *
     * @param upstream {@code namespace.operation}
     * @param deadlineNanos when it has to have ended, in the terms of {@link System#nanoTime()}
     * @param allowedTime the time that it may take, for people
     */
    CallProgress(String upstream, Origin origin, OutgoingRequest request, long deadlineNanos, String allowedTime) {
        this.upstream = upstream;
        this.origin = origin;
        this.request = request;
        this.deadlineNanos = deadlineNanos;
        this.allowedTime = allowedTime;
    }

    String upstream() {
        return upstream;
    }

    OutgoingRequest request() {
        return request;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    String allowedTime() {
        return allowedTime;
    }

    /** Where the next attempt goes. */
    Origin origin() {
        return origin;
    }

    /** Points the next attempt elsewhere. */
    void redirect(RedirectLocation location) {
        boolean same = location.origin().equals(origin);
        leftOrigin |= !same;
        origin = location.origin();
        request.redirect(location.origin(), location.target(), same);
    }

    /** What clients are told: the operation and the problem, but not the upstream's host. */
    String describe(String problem) {
        return "\"" + upstream + "\": " + problem;
    }
}
