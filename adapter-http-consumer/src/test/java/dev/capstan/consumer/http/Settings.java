package dev.capstan.consumer.http;

import dev.capstan.engine.configuration.NamespaceConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings with some changed. */
final class Settings {
    private NamespaceConfiguration value = NamespaceConfiguration.DEFAULT;

    /** The defaults, to be changed. */
    static Settings some() {
        return new Settings();
    }

    NamespaceConfiguration build() {
        return value;
    }

    Settings timeouts(Duration connect, Duration head, Duration idle, Duration call) {
        return set(connect, head, idle, call, value.maxRetries(), value.maxConnections(), value.maxWaitingCalls());
    }

    Settings headTimeout(Duration head) {
        return timeouts(value.connectTimeout(), head, value.idleTimeout(), value.callTimeout());
    }

    Settings idleTimeout(Duration idle) {
        return timeouts(value.connectTimeout(), value.headTimeout(), idle, value.callTimeout());
    }

    Settings callTimeout(Duration call) {
        return timeouts(value.connectTimeout(), value.headTimeout(), value.idleTimeout(), call);
    }

    Settings retries(int most) {
        return set(
                value.connectTimeout(),
                value.headTimeout(),
                value.idleTimeout(),
                value.callTimeout(),
                most,
                value.maxConnections(),
                value.maxWaitingCalls());
    }

    Settings connections(int most, int waiting) {
        return set(
                value.connectTimeout(),
                value.headTimeout(),
                value.idleTimeout(),
                value.callTimeout(),
                value.maxRetries(),
                most,
                waiting);
    }

    private Settings set(
            Duration connect, Duration head, Duration idle, Duration call, int retries, int connections, int waiting) {
        value = new NamespaceConfiguration(
                null,
                connect,
                head,
                idle,
                call,
                retries,
                connections,
                waiting,
                value.poolIdleTimeout(),
                value.breakerFailures(),
                value.breakerOpenTime(),
                value.maxRequestBytes(),
                value.maxBufferedBytes(),
                value.maxHeadBytes(),
                value.trustedCertificates());
        return this;
    }

    private Settings other(
            Duration poolIdle, int breaker, Duration open, long requestBytes, int headBytes, @Nullable Path trusted) {
        value = new NamespaceConfiguration(
                null,
                value.connectTimeout(),
                value.headTimeout(),
                value.idleTimeout(),
                value.callTimeout(),
                value.maxRetries(),
                value.maxConnections(),
                value.maxWaitingCalls(),
                poolIdle,
                breaker,
                open,
                requestBytes,
                value.maxBufferedBytes(),
                headBytes,
                trusted);
        return this;
    }

    Settings poolIdle(Duration time) {
        return other(
                time,
                value.breakerFailures(),
                value.breakerOpenTime(),
                value.maxRequestBytes(),
                value.maxHeadBytes(),
                value.trustedCertificates());
    }

    Settings breaker(int failures, Duration open) {
        return other(
                value.poolIdleTimeout(),
                failures,
                open,
                value.maxRequestBytes(),
                value.maxHeadBytes(),
                value.trustedCertificates());
    }

    Settings limits(long requestBytes, int headBytes) {
        return other(
                value.poolIdleTimeout(),
                value.breakerFailures(),
                value.breakerOpenTime(),
                requestBytes,
                headBytes,
                value.trustedCertificates());
    }

    Settings trusting(Path certificates) {
        return other(
                value.poolIdleTimeout(),
                value.breakerFailures(),
                value.breakerOpenTime(),
                value.maxRequestBytes(),
                value.maxHeadBytes(),
                certificates);
    }
}
