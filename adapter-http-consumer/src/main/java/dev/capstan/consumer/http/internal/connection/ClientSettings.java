package dev.capstan.consumer.http.internal.connection;

import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.configuration.Timeouts;
import dev.capstan.engine.observe.EngineObserver;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the client of one namespace goes by; durations in nanoseconds.
 *
 * @param namespace the consumed API
 * @param blockingExecutor for what blocks
 * @param observer null when nobody observes
 * @param sweepMillis between two looks at what has taken too long
 */
public record ClientSettings(
        String namespace,
        NamespaceConfiguration configuration,
        Executor blockingExecutor,
        HostResolver resolver,
        TlsClient tls,
        RedirectRules redirects,
        @Nullable EngineObserver observer,
        long connectTimeout,
        long headTimeout,
        long idleTimeout,
        long poolIdleTimeout,
        long sweepMillis) {
    private static final long MAX_SWEEP_MILLIS = 250;
    private static final long MIN_SWEEP_MILLIS = 5;

    /** The settings that follow from a configuration. */
    public static ClientSettings of(
            String namespace,
            NamespaceConfiguration configuration,
            Executor blockingExecutor,
            HostResolver resolver,
            TlsClient tls,
            RedirectRules redirects,
            @Nullable EngineObserver observer) {
        Timeouts timeouts = configuration.timeouts();
        Duration poolIdle = configuration.pool().idleTimeout();
        long shortest = Stream.of(timeouts.connect(), timeouts.head(), timeouts.idle(), timeouts.call(), poolIdle)
                .mapToLong(Duration::toMillis)
                .min()
                .orElse(MAX_SWEEP_MILLIS);
        return new ClientSettings(
                namespace,
                configuration,
                blockingExecutor,
                resolver,
                tls,
                redirects,
                observer,
                timeouts.connect().toNanos(),
                timeouts.head().toNanos(),
                timeouts.idle().toNanos(),
                poolIdle.toNanos(),
                Math.max(MIN_SWEEP_MILLIS, Math.min(MAX_SWEEP_MILLIS, shortest / 8)));
    }

    /** A duration for people. */
    public static String words(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
