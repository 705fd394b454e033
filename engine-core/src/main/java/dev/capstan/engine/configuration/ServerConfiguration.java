package dev.capstan.engine.configuration;

import dev.capstan.engine.failure.InvalidSettingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What listeners accept.
 *
 * @param host address to listen on, whatever documents say; null leaves it to them
 * @param portOverrides a document's port to the port to listen on, 0 for any free one
 * @param anyPort whether each adapter that {@code portOverrides} does not name gets a free port of its own
 * @param allowedHosts host names, without port, that requests may name beside the listener's own and the loopback's
 * @param allowedOrigins origins that browsers may call MCP from, beside the listener's own
 * @param maxHeadBytes request line and header fields together; more is 431
 * @param maxBodyBytes a request's body; more is 413
 * @param headTimeout from a connection's first byte of a request to the end of its head
 * @param bodyTimeout between two pieces of a request's body
 * @param idleTimeout between two requests of a connection
 * @param maxConnections of one listener at once; more wait in the kernel's queue
 * @param drainTimeout how long calls may go on once the engine is closing
 */
public record ServerConfiguration(
        @Nullable String host,
        Map<Integer, Integer> portOverrides,
        boolean anyPort,
        List<String> allowedHosts,
        List<String> allowedOrigins,
        int maxHeadBytes,
        long maxBodyBytes,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        int maxConnections,
        Duration drainTimeout) {
    /**
     * Checks the allowed hosts.
     *
     * @throws InvalidSettingException when one is not a host name or an IP address; wildcards are not
     */
    public ServerConfiguration {
        for (String allowed : allowedHosts) {
            String problem = AllowedHost.problem(allowed);
            if (problem != null) {
                throw new InvalidSettingException(problem, List.of("server.allowedHosts"));
            }
        }
    }

    /** Loopback, 32 KiB heads, 10 MiB bodies, 10 s for a head, 30 s between pieces, 75 s idle, 10 s to drain. */
    public static final ServerConfiguration DEFAULT = new ServerConfiguration(
            null,
            Map.of(),
            false,
            List.of(),
            List.of(),
            32 * 1024,
            10L * 1024 * 1024,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(75),
            10_000,
            Duration.ofSeconds(10));

    /** The port to listen on for an adapter that asks for that one. */
    public int portFor(int asked) {
        Integer override = portOverrides.get(asked);
        return override != null ? override : anyPort ? 0 : asked;
    }

    /** The defaults, to be changed. */
    public static ServerConfigurationBuilder builder() {
        return DEFAULT.toBuilder();
    }

    /** This configuration, to be changed. */
    public ServerConfigurationBuilder toBuilder() {
        return new ServerConfigurationBuilder(this);
    }
}
