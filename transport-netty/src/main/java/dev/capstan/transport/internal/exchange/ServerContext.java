package dev.capstan.transport.internal.exchange;

import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.transport.AccessLog;
import dev.capstan.transport.internal.routing.ListenerRoutes;
import org.jspecify.annotations.Nullable;

/** What all exchanges of a listener share. Safe for any thread. */
public interface ServerContext {
    /** {@code address:port}, for logs. */
    String name();

    /** The operator's settings. */
    ServerConfiguration configuration();

    /** What all calls together may hold in memory. */
    MemoryBudget memory();

    /** Who answers at present. */
    ListenerRoutes routes();

    /** Whether no more requests are taken. */
    boolean isDraining();

    /** The line of the Date field, CR LF included. Not to be changed. */
    byte[] dateLine();

    /** Reports requests; null when nobody listens. */
    @Nullable
    AccessLog accessLog();

    /** Logs what should not happen. */
    DefectLog defects();

    /** Makes identifiers for requests that come without one. */
    RequestIds requestIds();
}
