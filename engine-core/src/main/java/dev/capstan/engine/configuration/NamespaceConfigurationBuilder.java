package dev.capstan.engine.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets some fields of a {@link NamespaceConfiguration} and keeps the others. Not for several threads. */
public final class NamespaceConfigurationBuilder {
    private @Nullable String baseUri;
    private Duration connectTimeout;
    private Duration headTimeout;
    private Duration idleTimeout;
    private Duration callTimeout;
    private int maxConnections;
    private int maxWaitingCalls;
    private Duration poolIdleTimeout;
    private int callerShare;
    private int maxRetries;
    private int breakerMinimumCalls;
    private int breakerFailureShare;
    private Duration breakerWindow;
    private Duration breakerFirstOpenTime;
    private Duration breakerOpenTime;
    private int breakerProbes;
    private long maxRequestBytes;
    private long maxBufferedBytes;
    private int maxHeadBytes;
    private long maxDecodedBytes;
    private int gatheredBytes;
    private @Nullable Path trustedCertificates;
    private Set<String> allowedRedirectOrigins;

    NamespaceConfigurationBuilder(NamespaceConfiguration from) {
        this.baseUri = from.baseUri();
        this.connectTimeout = from.timeouts().connect();
        this.headTimeout = from.timeouts().head();
        this.idleTimeout = from.timeouts().idle();
        this.callTimeout = from.timeouts().call();
        this.maxConnections = from.pool().maxConnections();
        this.maxWaitingCalls = from.pool().maxWaitingCalls();
        this.poolIdleTimeout = from.pool().idleTimeout();
        this.callerShare = from.pool().callerShare();
        this.maxRetries = from.retry().maxRetries();
        this.breakerMinimumCalls = from.breaker().minimumCalls();
        this.breakerFailureShare = from.breaker().failureShare();
        this.breakerWindow = from.breaker().window();
        this.breakerFirstOpenTime = from.breaker().firstOpenTime();
        this.breakerOpenTime = from.breaker().maxOpenTime();
        this.breakerProbes = from.breaker().probes();
        this.maxRequestBytes = from.limits().maxRequestBytes();
        this.maxBufferedBytes = from.limits().maxBufferedBytes();
        this.maxHeadBytes = from.limits().maxHeadBytes();
        this.maxDecodedBytes = from.limits().maxDecodedBytes();
        this.gatheredBytes = from.limits().gatheredBytes();
        this.trustedCertificates = from.trust().certificates();
        this.allowedRedirectOrigins = from.trust().allowedRedirectOrigins();
    }

    /** See {@link NamespaceConfiguration#baseUri}. */
    public NamespaceConfigurationBuilder baseUri(@Nullable String baseUri) {
        this.baseUri = baseUri;
        return this;
    }

    /** See {@link Timeouts#connect}. */
    public NamespaceConfigurationBuilder connectTimeout(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
        return this;
    }

    /** See {@link Timeouts#head}. */
    public NamespaceConfigurationBuilder headTimeout(Duration headTimeout) {
        this.headTimeout = headTimeout;
        return this;
    }

    /** See {@link Timeouts#idle}. */
    public NamespaceConfigurationBuilder idleTimeout(Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
        return this;
    }

    /** See {@link Timeouts#call}. */
    public NamespaceConfigurationBuilder callTimeout(Duration callTimeout) {
        this.callTimeout = callTimeout;
        return this;
    }

    /** See {@link Pool#maxConnections}. */
    public NamespaceConfigurationBuilder maxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
        return this;
    }

    /** See {@link Pool#maxWaitingCalls}. */
    public NamespaceConfigurationBuilder maxWaitingCalls(int maxWaitingCalls) {
        this.maxWaitingCalls = maxWaitingCalls;
        return this;
    }

    /** See {@link Pool#idleTimeout}. */
    public NamespaceConfigurationBuilder poolIdleTimeout(Duration poolIdleTimeout) {
        this.poolIdleTimeout = poolIdleTimeout;
        return this;
    }

    /** See {@link Pool#callerShare}. */
    public NamespaceConfigurationBuilder callerShare(int callerShare) {
        this.callerShare = callerShare;
        return this;
    }

    /** See {@link Retry#maxRetries}. */
    public NamespaceConfigurationBuilder maxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
        return this;
    }

    /** See {@link Breaker#minimumCalls}. */
    public NamespaceConfigurationBuilder breakerMinimumCalls(int breakerMinimumCalls) {
        this.breakerMinimumCalls = breakerMinimumCalls;
        return this;
    }

    /** See {@link Breaker#failureShare}. */
    public NamespaceConfigurationBuilder breakerFailureShare(int breakerFailureShare) {
        this.breakerFailureShare = breakerFailureShare;
        return this;
    }

    /** See {@link Breaker#window}. */
    public NamespaceConfigurationBuilder breakerWindow(Duration breakerWindow) {
        this.breakerWindow = breakerWindow;
        return this;
    }

    /** See {@link Breaker#firstOpenTime}. */
    public NamespaceConfigurationBuilder breakerFirstOpenTime(Duration breakerFirstOpenTime) {
        this.breakerFirstOpenTime = breakerFirstOpenTime;
        return this;
    }

    /** See {@link Breaker#maxOpenTime}. */
    public NamespaceConfigurationBuilder breakerOpenTime(Duration breakerOpenTime) {
        this.breakerOpenTime = breakerOpenTime;
        return this;
    }

    /** See {@link Breaker#probes}. */
    public NamespaceConfigurationBuilder breakerProbes(int breakerProbes) {
        this.breakerProbes = breakerProbes;
        return this;
    }

    /** See {@link Limits#maxRequestBytes}. */
    public NamespaceConfigurationBuilder maxRequestBytes(long maxRequestBytes) {
        this.maxRequestBytes = maxRequestBytes;
        return this;
    }

    /** See {@link Limits#maxBufferedBytes}. */
    public NamespaceConfigurationBuilder maxBufferedBytes(long maxBufferedBytes) {
        this.maxBufferedBytes = maxBufferedBytes;
        return this;
    }

    /** See {@link Limits#maxHeadBytes}. */
    public NamespaceConfigurationBuilder maxHeadBytes(int maxHeadBytes) {
        this.maxHeadBytes = maxHeadBytes;
        return this;
    }

    /** See {@link Limits#maxDecodedBytes}. */
    public NamespaceConfigurationBuilder maxDecodedBytes(long maxDecodedBytes) {
        this.maxDecodedBytes = maxDecodedBytes;
        return this;
    }

    /** See {@link Limits#gatheredBytes}. */
    public NamespaceConfigurationBuilder gatheredBytes(int gatheredBytes) {
        this.gatheredBytes = gatheredBytes;
        return this;
    }

    /** See {@link Trust#certificates}. */
    public NamespaceConfigurationBuilder trustedCertificates(@Nullable Path trustedCertificates) {
        this.trustedCertificates = trustedCertificates;
        return this;
    }

    /** See {@link Trust#allowedRedirectOrigins}. */
    public NamespaceConfigurationBuilder allowedRedirectOrigins(Set<String> allowedRedirectOrigins) {
        this.allowedRedirectOrigins = Set.copyOf(allowedRedirectOrigins);
        return this;
    }

    /** The configuration. */
    public NamespaceConfiguration build() {
        return new NamespaceConfiguration(
                baseUri,
                new Timeouts(connectTimeout, headTimeout, idleTimeout, callTimeout),
                new Pool(maxConnections, maxWaitingCalls, poolIdleTimeout, callerShare),
                new Retry(maxRetries),
                new Breaker(
                        breakerMinimumCalls,
                        breakerFailureShare,
                        breakerWindow,
                        breakerFirstOpenTime,
                        breakerOpenTime,
                        breakerProbes),
                new Limits(maxRequestBytes, maxBufferedBytes, maxHeadBytes, maxDecodedBytes, gatheredBytes),
                new Trust(trustedCertificates, allowedRedirectOrigins));
    }
}
