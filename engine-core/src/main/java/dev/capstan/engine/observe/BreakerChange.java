package dev.capstan.engine.observe;

import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker's change of state.
 *
 * @param namespace the consumed API
 * @param operation the operation whose statuses it judges; null when it judges the connections to an origin
 * @param origin scheme, host and port
 * @param state the new state
 */
public record BreakerChange(String namespace, @Nullable String operation, String origin, State state) {
    /** A circuit breaker's state. */
    public enum State {
        /** Calls go through. */
        CLOSED,
        /** Calls are refused. */
        OPEN,
        /** A few calls go through as probes. */
        HALF_OPEN
    }
}
