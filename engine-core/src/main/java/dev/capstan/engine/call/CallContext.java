package dev.capstan.engine.call;

import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.Principal;
import dev.capstan.engine.observe.CallObserver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What travels with a call from where it was accepted to every upstream call that it leads to. Immutable; safe for any thread.
 *
 * <p>Cancellation travels the same way in the other direction: cancelling the {@link PendingCall} of a call cancels those of
 * its upstream calls.
 */
public final class CallContext {
    /** No deadline, nobody known, nothing to be traced. */
    public static final CallContext NONE = new CallContext(0, false, null, null, null, null, null, null);

    private final long deadlineNanos;
    private final boolean hasDeadline;
    private final @Nullable Principal principal;
    private final @Nullable String clientAddress;
    private final @Nullable String requestId;
    private final @Nullable String traceParent;
    private final @Nullable String traceState;
    private final @Nullable CallObserver observer;

    private CallContext(
            long deadlineNanos,
            boolean hasDeadline,
            @Nullable Principal principal,
            @Nullable String clientAddress,
            @Nullable String requestId,
            @Nullable String traceParent,
            @Nullable String traceState,
            @Nullable CallObserver observer) {
        this.deadlineNanos = deadlineNanos;
        this.hasDeadline = hasDeadline;
        this.principal = principal;
        this.clientAddress = clientAddress;
        this.requestId = requestId;
        this.traceParent = traceParent;
        this.traceState = traceState;
        this.observer = observer;
    }

    /** Whether the call has to end by a certain time. */
    public boolean hasDeadline() {
        return hasDeadline;
    }

    /**
     * The nanoseconds that are left until the deadline, at most zero when it has passed; {@link Long#MAX_VALUE} without a
     * deadline.
     *
     * @param nowNanos the present {@link System#nanoTime()}
     */
    public long remainingNanos(long nowNanos) {
        return hasDeadline ? Math.max(0, deadlineNanos - nowNanos) : Long.MAX_VALUE;
    }

    /** Who calls; null when nobody had to say. */
    public @Nullable Principal principal() {
        return principal;
    }

    /**
     * The address of the client, by which clients that nobody authenticates are told apart; null when it is not known, or stands
     * for many clients as that of a proxy does.
     */
    public @Nullable String clientAddress() {
        return clientAddress;
    }

    /** The request's identifier, which goes upstream as {@code X-Request-Id}; null when it has none. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** The {@code traceparent} of the W3C's Trace Context that goes upstream; null when the call is not traced. */
    public @Nullable String traceParent() {
        return traceParent;
    }

    /** The {@code tracestate} that goes with {@link #traceParent()}; null when there is none. */
    public @Nullable String traceState() {
        return traceState;
    }

    /** What observes the call; null when nobody does. */
    public @Nullable CallObserver observer() {
        return observer;
    }

    /**
     * This context with a deadline so far from now; an earlier deadline stays.
     *
     * @param nowNanos the present {@link System#nanoTime()}
     */
    public CallContext withTimeout(Duration timeout, long nowNanos) {
        long nanos = timeout.toNanos();
        return remainingNanos(nowNanos) <= nanos
                ? this
                : new CallContext(
                        nowNanos + nanos, true, principal, clientAddress, requestId, traceParent, traceState, observer);
    }

    /** This context with a caller. */
    public CallContext withPrincipal(@Nullable Principal caller) {
        return new CallContext(
                deadlineNanos, hasDeadline, caller, clientAddress, requestId, traceParent, traceState, observer);
    }

    /** This context with the address of a client. */
    public CallContext withClientAddress(@Nullable String address) {
        return new CallContext(
                deadlineNanos, hasDeadline, principal, address, requestId, traceParent, traceState, observer);
    }

    /** This context with a request identifier. */
    public CallContext withRequestId(@Nullable String id) {
        return new CallContext(
                deadlineNanos, hasDeadline, principal, clientAddress, id, traceParent, traceState, observer);
    }

    /** This context with a trace. */
    public CallContext withTrace(@Nullable String parent, @Nullable String state) {
        return new CallContext(
                deadlineNanos, hasDeadline, principal, clientAddress, requestId, parent, state, observer);
    }

    /** This context with another observer, such as that of a step. */
    public CallContext withObserver(@Nullable CallObserver other) {
        return new CallContext(
                deadlineNanos, hasDeadline, principal, clientAddress, requestId, traceParent, traceState, other);
    }
}
