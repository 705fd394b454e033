package dev.capstan.engine.configuration;

import java.time.Duration;

/**
 * Connections to one origin of a consumed API; all counts are for each event loop. Made by
 * {@link NamespaceConfigurationBuilder}, so that further settings break nobody.
 *
 * @param maxConnections open at once
 * @param maxWaitingCalls that wait for a connection
 * @param idleTimeout after which an unused connection is closed
 * @param callerShare the most connections that one caller can use at once, in percent of {@code maxConnections}; at least one is
 *     left to others. A caller is an authenticated principal or, without one, a client's address; callers that are neither
 *     are not limited
 */
public record Pool(int maxConnections, int maxWaitingCalls, Duration idleTimeout, int callerShare) {
    static final Pool DEFAULT = new Pool(512, 4096, Duration.ofSeconds(30), 90);
}
