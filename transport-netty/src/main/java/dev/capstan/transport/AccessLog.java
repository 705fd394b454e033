package dev.capstan.transport;

import org.jspecify.annotations.Nullable;

/** Is told of each request that was answered or given up; on the connection's event loop, so it must not block. */
@FunctionalInterface
public interface AccessLog {
    /** A request has ended. */
    void ended(Entry entry);

    /**
     * A request that has ended.
     *
     * @param listener {@code address:port} that it came in on
     * @param method as sent
     * @param path as sent, without its query: visible ASCII only
     * @param status of the reply; 499 when the client had gone before it began
     * @param bytes of the reply's body that were handed to the connection
     * @param micros from the head's arrival to the reply's end, in microseconds
     * @param requestId the identifier that its calls carry upstream; null when it led to none
     */
    record Entry(
            String listener,
            String method,
            String path,
            int status,
            long bytes,
            long micros,
            @Nullable String requestId) {}
}
