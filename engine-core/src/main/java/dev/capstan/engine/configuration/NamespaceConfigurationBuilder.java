package dev.capstan.engine.configuration;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sets some fields of a {@link NamespaceConfiguration} and keeps the others. Not for several threads. */
public final class NamespaceConfigurationBuilder {
    private @Nullable String baseUri;
    private Duration connectTimeout;
    private Duration headTimeout;
    private Duration idleTimeout;
    private Duration callTimeout;
    private int maxRetries;
    private int maxConnections;
    private int maxWaitingCalls;
    private Duration poolIdleTimeout;
    private int breakerFailures;
    private Duration breakerOpenTime;
    private long maxRequestBytes;
    private long maxBufferedBytes;
    private int maxHeadBytes;
    private @Nullable Path trustedCertificates;

    NamespaceConfigurationBuilder(NamespaceConfiguration from) {
        this.baseUri = from.baseUri();
        this.connectTimeout = from.connectTimeout();
        this.headTimeout = from.headTimeout();
        this.idleTimeout = from.idleTimeout();
        this.callTimeout = from.callTimeout();
        this.maxRetries = from.maxRetries();
        this.maxConnections = from.maxConnections();
        this.maxWaitingCalls = from.maxWaitingCalls();
        this.poolIdleTimeout = from.poolIdleTimeout();
        this.breakerFailures = from.breakerFailures();
        this.breakerOpenTime = from.breakerOpenTime();
        this.maxRequestBytes = from.maxRequestBytes();
        this.maxBufferedBytes = from.maxBufferedBytes();
        this.maxHeadBytes = from.maxHeadBytes();
        this.trustedCertificates = from.trustedCertificates();
    }

    /** See {@link NamespaceConfiguration#baseUri}. */
    public NamespaceConfigurationBuilder baseUri(@Nullable String baseUri) {
        this.baseUri = baseUri;
        return this;
    }

    /** See {@link NamespaceConfiguration#connectTimeout}. */
    public NamespaceConfigurationBuilder connectTimeout(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
        return this;
    }

    /** See {@link NamespaceConfiguration#headTimeout}. */
    public NamespaceConfigurationBuilder headTimeout(Duration headTimeout) {
        this.headTimeout = headTimeout;
        return this;
    }

    /** See {@link NamespaceConfiguration#idleTimeout}. */
    public NamespaceConfigurationBuilder idleTimeout(Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
        return this;
    }

    /** See {@link NamespaceConfiguration#callTimeout}. */
    public NamespaceConfigurationBuilder callTimeout(Duration callTimeout) {
        this.callTimeout = callTimeout;
        return this;
    }

    /** See {@link NamespaceConfiguration#maxRetries}. */
    public NamespaceConfigurationBuilder maxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
        return this;
    }

    /** See {@link NamespaceConfiguration#maxConnections}. */
    public NamespaceConfigurationBuilder maxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
        return this;
    }

    /** See {@link NamespaceConfiguration#maxWaitingCalls}. */
    public NamespaceConfigurationBuilder maxWaitingCalls(int maxWaitingCalls) {
        this.maxWaitingCalls = maxWaitingCalls;
        return this;
    }

    /** See {@link NamespaceConfiguration#poolIdleTimeout}. */
    public NamespaceConfigurationBuilder poolIdleTimeout(Duration poolIdleTimeout) {
        this.poolIdleTimeout = poolIdleTimeout;
        return this;
    }

    /** See {@link NamespaceConfiguration#breakerFailures}. */
    public NamespaceConfigurationBuilder breakerFailures(int breakerFailures) {
        this.breakerFailures = breakerFailures;
        return this;
    }

    /** See {@link NamespaceConfiguration#breakerOpenTime}. */
    public NamespaceConfigurationBuilder breakerOpenTime(Duration breakerOpenTime) {
        this.breakerOpenTime = breakerOpenTime;
        return this;
    }

    /** See {@link NamespaceConfiguration#maxRequestBytes}. */
    public NamespaceConfigurationBuilder maxRequestBytes(long maxRequestBytes) {
        this.maxRequestBytes = maxRequestBytes;
        return this;
    }

    /** See {@link NamespaceConfiguration#maxBufferedBytes}. */
    public NamespaceConfigurationBuilder maxBufferedBytes(long maxBufferedBytes) {
        this.maxBufferedBytes = maxBufferedBytes;
        return this;
    }

    /** See {@link NamespaceConfiguration#maxHeadBytes}. */
    public NamespaceConfigurationBuilder maxHeadBytes(int maxHeadBytes) {
        this.maxHeadBytes = maxHeadBytes;
        return this;
    }

    /** See {@link NamespaceConfiguration#trustedCertificates}. */
    public NamespaceConfigurationBuilder trustedCertificates(@Nullable Path trustedCertificates) {
        this.trustedCertificates = trustedCertificates;
        return this;
    }

    /** The configuration. */
    public NamespaceConfiguration build() {
        return new NamespaceConfiguration(
                baseUri,
                connectTimeout,
                headTimeout,
                idleTimeout,
                callTimeout,
                maxRetries,
                maxConnections,
                maxWaitingCalls,
                poolIdleTimeout,
                breakerFailures,
                breakerOpenTime,
                maxRequestBytes,
                maxBufferedBytes,
                maxHeadBytes,
                trustedCertificates);
    }
}
