package dev.capstan.engine.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets some fields of a {@link ServerConfiguration} and keeps the others. Not for several threads. */
public final class ServerConfigurationBuilder {
    private @Nullable String host;
    private Map<Integer, Integer> portOverrides;
    private boolean anyPort;
    private List<String> allowedHosts;
    private List<String> allowedOrigins;
    private int maxHeadBytes;
    private long maxBodyBytes;
    private Duration headTimeout;
    private Duration bodyTimeout;
    private Duration idleTimeout;
    private int maxConnections;
    private Duration drainTimeout;

    ServerConfigurationBuilder(ServerConfiguration from) {
        this.host = from.host();
        this.portOverrides = from.portOverrides();
        this.anyPort = from.anyPort();
        this.allowedHosts = from.allowedHosts();
        this.allowedOrigins = from.allowedOrigins();
        this.maxHeadBytes = from.maxHeadBytes();
        this.maxBodyBytes = from.maxBodyBytes();
        this.headTimeout = from.headTimeout();
        this.bodyTimeout = from.bodyTimeout();
        this.idleTimeout = from.idleTimeout();
        this.maxConnections = from.maxConnections();
        this.drainTimeout = from.drainTimeout();
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

    /** See {@link ServerConfiguration#maxHeadBytes}. */
    public ServerConfigurationBuilder maxHeadBytes(int maxHeadBytes) {
        this.maxHeadBytes = maxHeadBytes;
        return this;
    }

    /** See {@link ServerConfiguration#maxBodyBytes}. */
    public ServerConfigurationBuilder maxBodyBytes(long maxBodyBytes) {
        this.maxBodyBytes = maxBodyBytes;
        return this;
    }

    /** See {@link ServerConfiguration#headTimeout}. */
    public ServerConfigurationBuilder headTimeout(Duration headTimeout) {
        this.headTimeout = headTimeout;
        return this;
    }

    /** See {@link ServerConfiguration#bodyTimeout}. */
    public ServerConfigurationBuilder bodyTimeout(Duration bodyTimeout) {
        this.bodyTimeout = bodyTimeout;
        return this;
    }

    /** See {@link ServerConfiguration#idleTimeout}. */
    public ServerConfigurationBuilder idleTimeout(Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
        return this;
    }

    /** See {@link ServerConfiguration#maxConnections}. */
    public ServerConfigurationBuilder maxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
        return this;
    }

    /** See {@link ServerConfiguration#drainTimeout}. */
    public ServerConfigurationBuilder drainTimeout(Duration drainTimeout) {
        this.drainTimeout = drainTimeout;
        return this;
    }

    /** The configuration. */
    public ServerConfiguration build() {
        return new ServerConfiguration(
                host,
                portOverrides,
                anyPort,
                allowedHosts,
                allowedOrigins,
                maxHeadBytes,
                maxBodyBytes,
                headTimeout,
                bodyTimeout,
                idleTimeout,
                maxConnections,
                drainTimeout);
    }
}
