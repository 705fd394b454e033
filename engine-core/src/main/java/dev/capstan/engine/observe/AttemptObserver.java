package dev.capstan.engine.observe;

import dev.capstan.engine.failure.CallFailure;
import org.jspecify.annotations.Nullable;

/** Observes one attempt to call an upstream. On the call's event loop. */
public interface AttemptObserver {
    /** The trace of this attempt, as a {@code traceparent}; null keeps the call's. */
    default @Nullable String traceParent() {
        return null;
    }

    /** A connection is there, and the request is being sent. */
    default void connected(boolean reused) {}

    /** The head of the response has come. */
    default void responded(int status) {}

    /**
     * The attempt has ended; invoked exactly once.
     *
     * @param status the response's; 0 when there is none
     * @param failure null when the upstream responded or the call was cancelled
     * @param sentBytes of the request's body
     * @param receivedBytes of the response's body, as they came over the network
     */
    default void ended(int status, @Nullable CallFailure failure, long sentBytes, long receivedBytes) {}
}
