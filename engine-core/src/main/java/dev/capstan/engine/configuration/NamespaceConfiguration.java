package dev.capstan.engine.configuration;

import org.jspecify.annotations.Nullable;

/**
 * How one consumed API is called. Made by a {@linkplain #builder() builder}, so that further settings break nobody.
 *
 * @param baseUri used whatever the document says; null leaves it to the document
 * @param timeouts of calls
 * @param pool of connections
 * @param retry of requests
 * @param breaker of circuits
 * @param limits in bytes
 * @param trust in upstreams
 */
public record NamespaceConfiguration(
        @Nullable String baseUri,
        Timeouts timeouts,
        Pool pool,
        Retry retry,
        Breaker breaker,
        Limits limits,
        Trust trust) {
    /** 5 s to connect, 30 s for a head and between pieces, 120 s in all, 2 retries, bodies of 10 MiB. */
    public static final NamespaceConfiguration DEFAULT = new NamespaceConfiguration(
            null, Timeouts.DEFAULT, Pool.DEFAULT, Retry.DEFAULT, Breaker.DEFAULT, Limits.DEFAULT, Trust.DEFAULT);

    /** The defaults, to be changed. */
    public static NamespaceConfigurationBuilder builder() {
        return DEFAULT.toBuilder();
    }

    /** This configuration, to be changed. */
    public NamespaceConfigurationBuilder toBuilder() {
        return new NamespaceConfigurationBuilder(this);
    }
}
