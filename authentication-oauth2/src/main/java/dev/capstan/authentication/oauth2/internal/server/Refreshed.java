package dev.capstan.authentication.oauth2.internal.server;

import dev.capstan.engine.spi.EngineContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value that is fetched from an authorization server, one fetch at a time: at first again and again until it is there, later
 * when it is old or found wanting. The last value that was fetched stays until there is a better one. Safe for any thread.
 */
public final class Refreshed<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Refreshed.class);

    /** Between two fetches that requests cause. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    /** When a value is fetched anew, although nothing is wrong with it. */
    static final Duration OLD = Duration.ofMinutes(15);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    /** Fetches the value; is given the previous one, or null. */
    @FunctionalInterface
    public interface Source<T> {
        /** Begins a fetch; fails with a {@link FetchException}. */
        CompletionStage<T> fetch(@Nullable T previous);
    }

    private final EngineContext engine;
    private final String name;
    private final Source<T> source;
    private final AtomicReference<@Nullable CompletableFuture<T>> fetching = new AtomicReference<>();
    private volatile @Nullable T value;
    /** At first so long ago that differences do not overflow. */
    private volatile long begunMillis = Long.MIN_VALUE / 2;

    private volatile long fetchedMillis = Long.MIN_VALUE / 2;

    private volatile boolean failed;
    private volatile boolean closed;
    private volatile Duration retryAfter;
    private volatile Duration nextRetry;
    private volatile @Nullable Future<?> timer;

    /**
     * Does not fetch yet.
     *
     * @param name what log messages call the value, such as {@code adapter fleet: the keys of https://…}
     */
    public Refreshed(EngineContext engine, String name, Source<T> source) {
        this(engine, name, source, FIRST_RETRY);
    }

    Refreshed(EngineContext engine, String name, Source<T> source, Duration firstRetry) {
        this.engine = engine;
        this.name = name;
        this.source = source;
        this.retryAfter = firstRetry;
        this.nextRetry = firstRetry;
    }

    /** The value that was fetched last; null as long as there is none. */
    public @Nullable T get() {
        return value;
    }

    /** Whether the last fetch failed. */
    public boolean hasFailed() {
        return failed;
    }

    /** How long to wait for a value that is not there. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Begins to fetch, until the value is there. */
    public void start() {
        begin(false);
    }

    /**
     * Fetches the value anew.
     *
     * @return the fetch, which may have begun before; null when one has ended too short a time ago to begin another
     */
    public @Nullable CompletableFuture<T> refetch() {
        return begin(true);
    }

    /** Fetches the value anew, in the background, when it is old. */
    public void keepFresh() {
        if (!isWithin(OLD, fetchedMillis)) {
            begin(true);
        }
    }

    private boolean isWithin(Duration time, long since) {
        long now = engine.clock().millis();
        // The clock may have been set back.
        return since <= now && now - since < time.toMillis();
    }

    private @Nullable CompletableFuture<T> begin(boolean pausing) {
        CompletableFuture<T> current = fetching.get();
        if (current != null) {
            return current;
        }
        if (closed || (pausing && isWithin(PAUSE, begunMillis))) {
            return null;
        }
        CompletableFuture<T> begun = new CompletableFuture<>();
        if (!fetching.compareAndSet(null, begun)) {
            return begin(pausing);
        }
        if (pausing && isWithin(PAUSE, begunMillis)) {
            // Another thread's fetch began and ended in between.
            T present = value;
            end(begun, present, present == null ? new FetchException("nothing was fetched") : null);
            return null;
        }
        begunMillis = engine.clock().millis();
        try {
            source.fetch(value).whenComplete((fetched, failure) -> end(begun, fetched, failure));
        } catch (RuntimeException defect) {
            end(begun, null, defect);
        }
        return begun;
    }

    private void end(CompletableFuture<T> begun, @Nullable T fetched, @Nullable Throwable failure) {
        if (fetched != null) {
            fetchedMillis = engine.clock().millis();
            value = fetched;
            failed = false;
            fetching.set(null);
            begun.complete(fetched);
            return;
        }
        Throwable cause =
                failure == null ? new FetchException("nothing was fetched") : FetchException.unwrapped(failure);
        failed = true;
        fetching.set(null);
        if (!closed) {
            fail(cause);
        }
        begun.completeExceptionally(cause);
    }

    private void fail(Throwable cause) {
        String reason = cause instanceof FetchException ? String.valueOf(cause.getMessage()) : "a defect";
        if (!(cause instanceof FetchException)) {
            LOG.error("a defect while fetching", cause);
        }
        if (value != null) {
            LOG.warn("{} could not be fetched anew; the previous ones stay: {}", name, reason);
            return;
        }
        Duration pause = nextRetry;
        LOG.warn("{} could not be fetched; the next attempt is in {} s: {}", name, pause.toSeconds(), reason);
        try {
            timer = engine.eventLoops().next().schedule(this::start, pause.toMillis(), TimeUnit.MILLISECONDS);
            retryAfter = pause;
            nextRetry = pause.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? pause.multipliedBy(2) : LAST_RETRY;
        } catch (RejectedExecutionException closing) {
            closed = true;
        }
    }

    /** Fetches no more. */
    @Override
    public void close() {
        closed = true;
        Future<?> pending = timer;
        if (pending != null) {
            pending.cancel(false);
        }
    }
}
