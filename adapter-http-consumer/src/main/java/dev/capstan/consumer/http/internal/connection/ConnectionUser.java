package dev.capstan.consumer.http.internal.connection;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailure;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * A call as its connections see it: it acquires a connection, sends a request, and receives what becomes of it; then it may acquire
 * another one. Everything on one event loop.
 *
 * <p>After {@link ConnectionPool#acquire} exactly one of {@link #onConnected}, {@link #onNotConnected}, {@link #onTooManyCalls},
 * {@link #onWaitedTooLong} and {@link #onClosing} is invoked. After {@link UpstreamConnection#send} exactly one of
 * {@link #onResponse}, {@link #onBroken}, {@link #onTimedOut} and {@link #onRequestFailed} is, and when the
 * connection is done with the call, at the end of the response's body or before, {@link #onExchangeEnded}. A call that is cancelled
 * receives only the latter.
 */
public abstract class ConnectionUser {
    /** What the pool counts it under; null when it is not counted now. */
    CallerShares.@Nullable Share share;

    /** Whether the call wants no connection any more. */
    public abstract boolean isEnded();

    /** When the call has to have ended, its response's body included, in the terms of {@link System#nanoTime()}. */
    public abstract long deadlineNanos();

    /** How long the call may take, for people. */
    public abstract String allowedTime();

    /** Who calls, as a key that is equal for the calls of one caller; null when nobody knows. */
    public abstract @Nullable Object caller();

    /** A connection is there to send a request on. */
    public abstract void onConnected(UpstreamConnection connection);

    /** No connection could be opened. */
    public abstract void onNotConnected(Throwable cause);

    /** As many calls as may wait for a connection do so already. */
    public abstract void onTooManyCalls();

    /** The call's time was over before a connection was free. */
    public abstract void onWaitedTooLong();

    /** The client has been closed. */
    public abstract void onClosing();

    /** The head of the response has been received; {@link #onResponse} follows. */
    public abstract void onHead(int status);

    /**
     * The upstream responded.
     *
     * @param reused whether the connection had served calls before
     * @param body owned by the receiver
     */
    public abstract void onResponse(HttpResponse head, Body body, boolean reused);

    /**
     * The connection failed before there was a response.
     *
     * @param problem for people
     * @param unsent whether it is certain that nothing of the request has left
     * @param reused whether the connection had served calls before, and may have been closed before the request was sent
     * @param responding whether something of the response had been received
     */
    public abstract void onBroken(String problem, boolean unsent, boolean reused, boolean responding);

    /** No response was received in time. */
    public abstract void onTimedOut(String problem);

    /** The request's body ended before it should have, so that no response is worth waiting for. */
    public abstract void onRequestFailed(CallFailure failure);

    /** What fails the body of a response that cannot be read to its end. */
    public abstract CallFailure brokenBody(String problem);

    /** What fails the body of a response that took too long. */
    public abstract CallFailure lateBody(String problem);

    /** What fails the body of a response that the caller reads too slowly while others wait. */
    public abstract CallFailure stalledBody(String problem);

    /**
     * The connection has nothing to do with the call any more. Invoked before the method that says how the exchange ended, where
     * there is one.
     *
     * @param sentBytes of the request's body
     * @param receivedBytes of the response's body
     */
    public abstract void onExchangeEnded(long sentBytes, long receivedBytes);
}
