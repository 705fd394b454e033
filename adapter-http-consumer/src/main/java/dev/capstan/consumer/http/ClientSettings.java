package dev.capstan.consumer.http;

import dev.capstan.engine.configuration.NamespaceConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** What the client of one namespace goes by; durations in nanoseconds. */
record ClientSettings(
        NamespaceConfiguration configuration,
        Clock clock,
        Executor blockingExecutor,
        TlsClient tls,
        long connectTimeout,
        long headTimeout,
        long idleTimeout,
        long callTimeout,
        long poolIdleTimeout,
        long sweepMillis) {
    private static final long MAX_SWEEP_MILLIS = 250;
    private static final long MIN_SWEEP_MILLIS = 5;

    static ClientSettings of(NamespaceConfiguration configuration, Clock clock, Executor blocking, TlsClient tls) {
        long shortest = Stream.of(
                        configuration.connectTimeout(),
                        configuration.headTimeout(),
                        configuration.idleTimeout(),
                        configuration.callTimeout(),
                        configuration.poolIdleTimeout())
                .mapToLong(Duration::toMillis)
                .min()
                .orElse(MAX_SWEEP_MILLIS);
        return new ClientSettings(
                configuration,
                clock,
                blocking,
                tls,
                configuration.connectTimeout().toNanos(),
                configuration.headTimeout().toNanos(),
                configuration.idleTimeout().toNanos(),
                configuration.callTimeout().toNanos(),
                configuration.poolIdleTimeout().toNanos(),
                Math.max(MIN_SWEEP_MILLIS, Math.min(MAX_SWEEP_MILLIS, shortest / 8)));
    }

    /** A duration for people. */
    static String words(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
