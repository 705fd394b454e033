package dev.capstan.consumer.http.internal.call;

/**
 * What is called: an operation, or the API as a whole that requests are passed on to.
 *
 * @param index of its own within its consumer, small
 * @param namespace the consumed API
 * @param operation the operation's name; of requests that are passed on, {@code forward}
 * @param path the operation's path with its placeholders
 * @param followsRedirects whether redirects are followed instead of being handed to the caller
 * @param breaker of this target's responses
 */
record CallTarget(
        int index, String namespace, String operation, String path, boolean followsRedirects, CircuitBreaker breaker) {
    /** How failures name it. */
    String upstream() {
        return namespace + "." + operation;
    }
}
