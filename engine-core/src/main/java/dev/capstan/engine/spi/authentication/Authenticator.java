package dev.capstan.engine.spi.authentication;

import java.util.List;

/**
 * Judges the credentials of callers of one adapter. Safe for any thread; called on event loops, which it must not block: what
 * takes time completes later, through the listener.
 */
public interface Authenticator extends AutoCloseable {
    /**
     * Judges one request, before its route is looked for and its body is read. The listener is invoked exactly once, on the
     * request's event loop, possibly before this returns. An exception counts as a defect: the caller is refused.
     */
    void authenticate(InboundRequest request, AuthenticationListener listener);

    /**
     * What is served to anyone, without credentials, so that clients learn how to obtain them, such as the metadata of
     * RFC 9728. Asked once, before the adapter is served.
     */
    default List<PublicDocument> publicDocuments() {
        return List.of();
    }

    /** Begins what takes time, such as fetching keys. Called once, when the adapter begins to be served; does not block. */
    default void start() {}

    /** Lets go of connections and timers. Called once; nothing is authenticated any more. */
    @Override
    default void close() {}
}
