package dev.capstan.engine.configuration;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one consumed API is called.
 *
 * @param baseUri used whatever the document says; null leaves it to the document
 * @param connectTimeout to connect, TLS included
 * @param headTimeout from the request's end to the answer's head
 * @param idleTimeout between two pieces of an answer
 * @param callTimeout from a call's start to its answer's head, retries included; the body is {@code idleTimeout}'s
 * @param maxRetries after the first try
 * @param maxConnections open at once to one origin, on each event loop
 * @param maxWaitingCalls for a connection, on each event loop
 * @param poolIdleTimeout before an unused connection is closed
 * @param breakerFailures in a row that open the origin's circuit breaker; 0 leaves it off
 * @param breakerOpenTime before an open breaker lets one call try
 * @param maxRequestBytes of a request's body
 * @param maxBufferedBytes of an answer that has to be read as a whole
 * @param maxHeadBytes of an answer's head
 * @param trustedCertificates a PEM or PKCS#12 file of authorities to trust instead of the platform's; null trusts those
 */
public record NamespaceConfiguration(
        @Nullable String baseUri,
        Duration connectTimeout,
        Duration headTimeout,
        Duration idleTimeout,
        Duration callTimeout,
        int maxRetries,
        int maxConnections,
        int maxWaitingCalls,
        Duration poolIdleTimeout,
        int breakerFailures,
        Duration breakerOpenTime,
        long maxRequestBytes,
        long maxBufferedBytes,
        int maxHeadBytes,
        @Nullable Path trustedCertificates) {
    /** 5 s to connect, 30 s for a head and between pieces, 120 s in all, 2 retries, 10 MiB bodies. */
    public static final NamespaceConfiguration DEFAULT = new NamespaceConfiguration(
            null,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(120),
            2,
            512,
            4096,
            Duration.ofSeconds(30),
            20,
            Duration.ofSeconds(10),
            10L * 1024 * 1024,
            10L * 1024 * 1024,
            64 * 1024,
            null);

    /** The defaults, to be changed. */
    public static NamespaceConfigurationBuilder builder() {
        return DEFAULT.toBuilder();
    }

    /** This configuration, to be changed. */
    public NamespaceConfigurationBuilder toBuilder() {
        return new NamespaceConfigurationBuilder(this);
    }
}
