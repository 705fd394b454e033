package dev.capstan.engine.observe;

import org.jspecify.annotations.Nullable;

/** Observes one call, or one step of it. All on the call's event loop. */
public interface CallObserver {
    /**
     * The trace that goes upstream from here instead of the caller's.
     *
     * @return a {@code traceparent} of the W3C's Trace Context; null keeps the caller's
     */
    default @Nullable String traceParent() {
        return null;
    }

    /**
     * A step begins.
     *
     * @param type {@code call}, {@code lookup} or {@code script}
     * @return what observes the step, which ends with {@link #ended}; null when it is not observed
     */
    default @Nullable CallObserver stepStarted(String name, String type) {
        return null;
    }

    /**
     * An attempt at an upstream begins.
     *
     * @return what observes the attempt; null when it is not observed
     */
    default @Nullable AttemptObserver attemptStarted(AttemptStart start) {
        return null;
    }

    /** The call has ended; invoked exactly once. */
    default void ended(CallEnd end) {}
}
