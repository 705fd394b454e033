package dev.capstan.engine.configuration;

import java.time.Duration;

/**
 * How long listeners wait.
 *
 * @param head from a request's first byte to the end of its head
 * @param body between two pieces of a request's body, and for a client to read on in a reply
 * @param request for a client to send a whole request; the time in which the engine does not read counts for nobody
 * @param idle between two requests of a connection
 * @param memory how long a request waits for memory that others hold, before it is refused with 503
 * @param drainDelay how long a closing engine goes on as before, while its control port says that it is not ready: so long balancers
 *     take to notice
 * @param drain how long calls may go on once the engine is closing
 */
public record ServerTimeouts(
        Duration head,
        Duration body,
        Duration request,
        Duration idle,
        Duration memory,
        Duration drainDelay,
        Duration drain) {
    /** 10 s for a head, 30 s between pieces, 2 minutes for a whole request, 75 s idle, 5 s for memory, 10 s to drain, at once. */
    public static final ServerTimeouts DEFAULT = new ServerTimeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofSeconds(75),
            Duration.ofSeconds(5),
            Duration.ZERO,
            Duration.ofSeconds(10));
}
