package dev.capstan.engine.observe;

import dev.capstan.engine.reload.DocumentReload;
import org.jspecify.annotations.Nullable;

/**
 * Observes an engine. Safe for any thread: events come from event loops, which must not be blocked. An exception is logged and
 * otherwise ignored.
 */
public interface EngineObserver {
    /**
     * A call begins: of an exposed unit, through any surface or in-process.
     *
     * @return what observes this call; null when it is not observed
     */
    default @Nullable CallObserver callStarted(CallStart start) {
        return null;
    }

    /** A connection to an upstream was opened. */
    default void connectionOpened(String namespace, String origin) {}

    /** A connection to an upstream was closed. */
    default void connectionClosed(String namespace, String origin) {}

    /** A circuit breaker changed its state. */
    default void breakerChanged(BreakerChange change) {}

    /** A document was read anew. On the thread that did so, which is no event loop. */
    default void documentReloaded(DocumentReload reload) {}
}
