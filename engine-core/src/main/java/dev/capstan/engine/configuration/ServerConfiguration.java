package dev.capstan.engine.configuration;

import dev.capstan.engine.failure.InvalidSettingException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What listeners accept. Made by a {@linkplain #builder() builder}, so that further settings break nobody.
 *
 * @param host address to listen on, whatever documents say; null leaves it to them
 * @param portOverrides a document's port to the port to listen on, 0 for any free one
 * @param anyPort whether each adapter that {@code portOverrides} does not name gets a free port of its own
 * @param tls what listeners speak TLS with; null: they speak plain HTTP
 * @param allowedHosts host names, without port, that requests may name beside the listener's own and the loopback's
 * @param allowedOrigins origins whose web pages may call, beside the listener's own and the loopback's
 * @param limits how large requests may be
 * @param results how much models get of answers
 * @param timeouts how long listeners wait
 * @param rates how slow clients may be
 * @param rateLimits how often each caller may call, by the namespace of an adapter ({@code control} for a
 *     control adapter, which has none), or {@link #ALL_OTHERS} for those that are not named
 * @param maxConnections of one listener at once; at the limit, the connection that has been idle for longest is closed for a new
 *     one, and where none is idle, new ones wait in the kernel's queue
 */
public record ServerConfiguration(
        @Nullable String host,
        Map<Integer, Integer> portOverrides,
        boolean anyPort,
        @Nullable ListenerTls tls,
        List<String> allowedHosts,
        List<String> allowedOrigins,
        RequestLimits limits,
        ResultLimits results,
        ServerTimeouts timeouts,
        ClientRates rates,
        Map<String, RateLimit> rateLimits,
        int maxConnections) {
    /** Stands for the adapters that {@link #rateLimits} does not name. */
    public static final String ALL_OTHERS = "*";

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

    /** The loopback, no port overridden, nobody but itself allowed, and the defaults of the parts; 10,000 connections. */
    public static final ServerConfiguration DEFAULT = new ServerConfiguration(
            null,
            Map.of(),
            false,
            null,
            List.of(),
            List.of(),
            RequestLimits.DEFAULT,
            ResultLimits.DEFAULT,
            ServerTimeouts.DEFAULT,
            ClientRates.DEFAULT,
            Map.of(),
            10_000);

    /** The port to listen on for an adapter that asks for that one. */
    public int portFor(int asked) {
        Integer override = portOverrides.get(asked);
        return override != null ? override : anyPort ? 0 : asked;
    }

    /** How often each caller may call the adapter of that namespace; null for no limit. */
    public @Nullable RateLimit rateLimit(String namespace) {
        RateLimit own = rateLimits.get(namespace);
        return own == null ? rateLimits.get(ALL_OTHERS) : own;
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
