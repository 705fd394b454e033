package dev.capstan.engine.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets some fields of a {@link ServerConfiguration} and of its parts, and keeps the others. Not for several threads. */
public final class ServerConfigurationBuilder {
    private @Nullable String host;
    private Map<Integer, Integer> portOverrides;
    private boolean anyPort;
    private @Nullable ListenerTls tls;
    private List<String> allowedHosts;
    private List<String> allowedOrigins;
    private int maxHeadBytes;
    private int maxHeaderFields;
    private long maxBodyBytes;
    private long maxResultBytes;
    private long maxResultTokens;
    private boolean selectArgument;
    private Duration headTimeout;
    private Duration bodyTimeout;
    private Duration requestTimeout;
    private Duration idleTimeout;
    private Duration memoryTimeout;
    private Duration drainDelay;
    private Duration drainTimeout;
    private long minRequestRate;
    private long minResponseRate;
    private Duration rateGrace;
    private Map<String, RateLimit> rateLimits;
    private int maxConnections;

    ServerConfigurationBuilder(ServerConfiguration from) {
        this.host = from.host();
        this.portOverrides = from.portOverrides();
        this.anyPort = from.anyPort();
        this.tls = from.tls();
        this.allowedHosts = from.allowedHosts();
        this.allowedOrigins = from.allowedOrigins();
        this.maxHeadBytes = from.limits().maxHeadBytes();
        this.maxHeaderFields = from.limits().maxHeaderFields();
        this.maxBodyBytes = from.limits().maxBodyBytes();
        this.maxResultBytes = from.results().maxBytes();
        this.maxResultTokens = from.results().maxTokens();
        this.selectArgument = from.results().select();
        this.headTimeout = from.timeouts().head();
        this.bodyTimeout = from.timeouts().body();
        this.requestTimeout = from.timeouts().request();
        this.idleTimeout = from.timeouts().idle();
        this.memoryTimeout = from.timeouts().memory();
        this.drainDelay = from.timeouts().drainDelay();
        this.drainTimeout = from.timeouts().drain();
        this.minRequestRate = from.rates().minRequestRate();
        this.minResponseRate = from.rates().minResponseRate();
        this.rateGrace = from.rates().grace();
        this.rateLimits = from.rateLimits();
        this.maxConnections = from.maxConnections();
    }

    /** See {@link ServerConfiguration#host}. */
    public ServerConfigurationBuilder host(@Nullable String host) {
        this.host = host;
        return this;
    }

    /** See {@link ServerConfiguration#portOverrides}. */
    public ServerConfigurationBuilder portOverrides(Map<Integer, Integer> portOverrides) {
        this.portOverrides = portOverrides;
        return this;
    }

    /** See {@link ServerConfiguration#anyPort}. */
    public ServerConfigurationBuilder anyPort(boolean anyPort) {
        this.anyPort = anyPort;
        return this;
    }

    /** See {@link ServerConfiguration#tls}. */
    public ServerConfigurationBuilder tls(@Nullable ListenerTls tls) {
        this.tls = tls;
        return this;
    }

    /** See {@link ServerConfiguration#allowedHosts}. */
    public ServerConfigurationBuilder allowedHosts(List<String> allowedHosts) {
        this.allowedHosts = allowedHosts;
        return this;
    }

    /** See {@link ServerConfiguration#allowedOrigins}. */
    public ServerConfigurationBuilder allowedOrigins(List<String> allowedOrigins) {
        this.allowedOrigins = allowedOrigins;
        return this;
    }

    /** See {@link RequestLimits#maxHeadBytes}. */
    public ServerConfigurationBuilder maxHeadBytes(int maxHeadBytes) {
        this.maxHeadBytes = maxHeadBytes;
        return this;
    }

    /** See {@link RequestLimits#maxHeaderFields}. */
    public ServerConfigurationBuilder maxHeaderFields(int maxHeaderFields) {
        this.maxHeaderFields = maxHeaderFields;
        return this;
    }

    /** See {@link RequestLimits#maxBodyBytes}. */
    public ServerConfigurationBuilder maxBodyBytes(long maxBodyBytes) {
        this.maxBodyBytes = maxBodyBytes;
        return this;
    }

    /** See {@link ServerTimeouts#head}. */
    public ServerConfigurationBuilder headTimeout(Duration headTimeout) {
        this.headTimeout = headTimeout;
        return this;
    }

    /** See {@link ServerTimeouts#body}. */
    public ServerConfigurationBuilder bodyTimeout(Duration bodyTimeout) {
        this.bodyTimeout = bodyTimeout;
        return this;
    }

    /** See {@link ServerTimeouts#request}. */
    public ServerConfigurationBuilder requestTimeout(Duration requestTimeout) {
        this.requestTimeout = requestTimeout;
        return this;
    }

    /** See {@link ServerTimeouts#idle}. */
    public ServerConfigurationBuilder idleTimeout(Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
        return this;
    }

    /** See {@link ServerTimeouts#memory}. */
    public ServerConfigurationBuilder memoryTimeout(Duration memoryTimeout) {
        this.memoryTimeout = memoryTimeout;
        return this;
    }

    /** See {@link ServerTimeouts#drainDelay}. */
    public ServerConfigurationBuilder drainDelay(Duration drainDelay) {
        this.drainDelay = drainDelay;
        return this;
    }

    /** See {@link ServerTimeouts#drain}. */
    public ServerConfigurationBuilder drainTimeout(Duration drainTimeout) {
        this.drainTimeout = drainTimeout;
        return this;
    }

    /** See {@link ClientRates#minRequestRate}. */
    public ServerConfigurationBuilder minRequestRate(long minRequestRate) {
        this.minRequestRate = minRequestRate;
        return this;
    }

    /** See {@link ClientRates#minResponseRate}. */
    public ServerConfigurationBuilder minResponseRate(long minResponseRate) {
        this.minResponseRate = minResponseRate;
        return this;
    }

    /** See {@link ClientRates#grace}. */
    public ServerConfigurationBuilder rateGrace(Duration rateGrace) {
        this.rateGrace = rateGrace;
        return this;
    }

    /** See {@link ResultLimits#maxBytes}. */
    public ServerConfigurationBuilder maxResultBytes(long maxResultBytes) {
        this.maxResultBytes = maxResultBytes;
        return this;
    }

    /** See {@link ResultLimits#maxTokens}. */
    public ServerConfigurationBuilder maxResultTokens(long maxResultTokens) {
        this.maxResultTokens = maxResultTokens;
        return this;
    }

    /** See {@link ResultLimits#select}. */
    public ServerConfigurationBuilder selectArgument(boolean selectArgument) {
        this.selectArgument = selectArgument;
        return this;
    }

    /** See {@link ServerConfiguration#rateLimits}. */
    public ServerConfigurationBuilder rateLimits(Map<String, RateLimit> rateLimits) {
        this.rateLimits = Map.copyOf(rateLimits);
        return this;
    }

    /** See {@link ServerConfiguration#maxConnections}. */
    public ServerConfigurationBuilder maxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
        return this;
    }

    /** The configuration. */
    public ServerConfiguration build() {
        return new ServerConfiguration(
                host,
                portOverrides,
                anyPort,
                tls,
                allowedHosts,
                allowedOrigins,
                new RequestLimits(maxHeadBytes, maxHeaderFields, maxBodyBytes),
                new ResultLimits(maxResultBytes, maxResultTokens, selectArgument),
                new ServerTimeouts(
                        headTimeout, bodyTimeout, requestTimeout, idleTimeout, memoryTimeout, drainDelay, drainTimeout),
                new ClientRates(minRequestRate, minResponseRate, rateGrace),
                rateLimits,
                maxConnections);
    }
}
