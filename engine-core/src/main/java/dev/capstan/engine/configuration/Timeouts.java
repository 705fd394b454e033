package dev.capstan.engine.configuration;

import java.time.Duration;

/**
 * How long parts of a call to a consumed API may take. Made by {@link NamespaceConfigurationBuilder}, so that further settings
 * break nobody.
 *
 * @param connect to find the host's addresses and to connect, TLS included
 * @param head from the end of the request to the head of the response
 * @param idle between two pieces of a response
 * @param call from the start of a call to the end of its response's body, retries and waiting for a connection included
 */
public record Timeouts(Duration connect, Duration head, Duration idle, Duration call) {
    static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(120));
}
