package dev.capstan.authentication.oauth2.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.TestEngineContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefreshedTest {
    private final TestEngineContext engine = new TestEngineContext();
    private final BlockingQueue<CompletableFuture<String>> fetches = new LinkedBlockingQueue<>();
    private final List<String> previous = new ArrayList<>();
    private final Refreshed<String> refreshed = new Refreshed<>(
            engine,
            "test",
            known -> {
                previous.add(known);
                CompletableFuture<String> fetch = new CompletableFuture<>();
                fetches.add(fetch);
                return fetch;
            },
            Duration.ofMillis(1));

    @AfterEach
    void close() {
        refreshed.close();
        engine.close();
    }

    private CompletableFuture<String> fetch() throws InterruptedException {
        CompletableFuture<String> fetch = fetches.poll(20, TimeUnit.SECONDS);
        assertThat(fetch).isNotNull();
        return fetch;
    }

    /** Retries run on an event loop, which may be late to see what this thread has completed. */
    private void awaitValue() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (refreshed.get() == null) {
            assertThat(System.nanoTime()).as("within 20 s").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Test
    void triesAgainUntilThereIsAValue() throws Exception {
        refreshed.start();
        for (int i = 0; i < 5; i++) {
            assertThat(refreshed.get()).isNull();
            fetch().completeExceptionally(new FetchException("not yet"));
        }
        fetch().complete("value");
        awaitValue();
        assertThat(refreshed.get()).isEqualTo("value");
        assertThat(refreshed.hasFailed()).isFalse();
        assertThat(refreshed.retryAfter()).isEqualTo(Duration.ofMillis(16));
        assertThat(fetches).isEmpty();
    }

    @Test
    void aDefectOfTheSourceIsAFailure() throws Exception {
        refreshed.start();
        fetch().completeExceptionally(new IllegalStateException("defect"));
        fetch().complete(null);
        fetch().complete("value");
        awaitValue();
        assertThat(refreshed.get()).isEqualTo("value");
    }

    @Test
    void thereIsOneFetchAtATime() throws Exception {
        refreshed.start();
        CompletableFuture<String> waiting = refreshed.refetch();
        assertThat(refreshed.refetch()).isSameAs(waiting);
        refreshed.keepFresh();
        CompletableFuture<String> only = fetch();
        assertThat(fetches).isEmpty();
        only.complete("value");
        assertThat(waiting).isCompletedWithValue("value");
    }

    @Test
    void pausesBetweenFetches() throws Exception {
        refreshed.start();
        fetch().complete("first");
        engine.clock().move(Duration.ofMillis(29_999));
        assertThat(refreshed.refetch()).isNull();
        engine.clock().move(Duration.ofMillis(1));
        CompletableFuture<String> second = refreshed.refetch();
        fetch().completeExceptionally(new FetchException("gone"));
        assertThat(second).isCompletedExceptionally();
        assertThat(refreshed.hasFailed()).isTrue();
        assertThat(refreshed.get()).isEqualTo("first");
        assertThat(refreshed.refetch()).isNull();
        engine.clock().move(Duration.ofSeconds(30));
        refreshed.refetch();
        fetch().complete("second");
        assertThat(refreshed.get()).isEqualTo("second");
        assertThat(previous).containsExactly(null, "first", "first");
    }

    @Test
    void aClockThatIsSetBackDoesNotLengthenThePause() throws Exception {
        refreshed.start();
        fetch().complete("first");
        engine.clock().move(Duration.ofHours(-1));
        assertThat(refreshed.refetch()).isNotNull();
    }

    @Test
    void anOldValueIsFetchedAnewInTheBackground() throws Exception {
        refreshed.start();
        fetch().complete("first");
        engine.clock().move(Duration.ofMinutes(15).minusMillis(1));
        refreshed.keepFresh();
        assertThat(fetches).isEmpty();
        engine.clock().move(Duration.ofMillis(1));
        refreshed.keepFresh();
        refreshed.keepFresh();
        fetch().completeExceptionally(new FetchException("gone"));
        assertThat(fetches).isEmpty();
        refreshed.keepFresh();
        assertThat(fetches).isEmpty();
        engine.clock().move(Duration.ofSeconds(30));
        refreshed.keepFresh();
        fetch().complete("second");
        assertThat(refreshed.get()).isEqualTo("second");
    }

    @Test
    void fetchesNoMoreOnceItIsClosed() throws Exception {
        refreshed.start();
        CompletableFuture<String> fetch = fetch();
        refreshed.close();
        fetch.completeExceptionally(new FetchException("closed"));
        engine.clock().move(Duration.ofHours(1));
        assertThat(refreshed.refetch()).isNull();
        refreshed.keepFresh();
        assertThat(fetches).isEmpty();
    }
}
