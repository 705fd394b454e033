package dev.capstan.script.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.engine.spi.script.ScriptException.Reason;
import dev.capstan.engine.spi.script.ScriptLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ScriptThreadsTest {
    private static final JsonNode RESULT = JsonNodeFactory.instance.stringNode("result");
    private static final ScriptLimits LIMITS = new ScriptLimits(Duration.ofMinutes(1), 1, 64L << 20, 100, 10);

    private final ScriptThreads threads = new ScriptThreads("test");

    @AfterEach
    void close() {
        threads.close();
    }

    /** A run that ends when it is let go, and at a cancellation only if it can be stopped. */
    private static final class Held implements ScriptTask {
        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);
        private final CountDownLatch cancelled = new CountDownLatch(1);
        private final boolean stoppable;

        Held(boolean stoppable) {
            this.stoppable = stoppable;
        }

        @Override
        public JsonNode run() throws ScriptException {
            started.countDown();
            try {
                letGo.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return RESULT;
        }

        @Override
        public void cancel() {
            cancelled.countDown();
            if (stoppable) {
                letGo.countDown();
            }
        }
    }

    private ScriptException failure(ScriptTask task, Duration timeout) {
        return catchThrowableOfType(ScriptException.class, () -> threads.run(task, LIMITS, timeout));
    }

    private static ScriptTask task(java.util.concurrent.Callable<JsonNode> body) {
        return new ScriptTask() {
            @Override
            public JsonNode run() throws ScriptException {
                try {
                    return body.call();
                } catch (ScriptException | RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void cancel() {}
        };
    }

    @Test
    void runsOnADaemonThreadOfItsOwn() throws ScriptException {
        List<Thread> seen = new ArrayList<>();
        assertThat(threads.run(
                        task(() -> {
                            seen.add(Thread.currentThread());
                            return RESULT;
                        }),
                        LIMITS,
                        LIMITS.timeout()))
                .isEqualTo(RESULT);
        assertThat(seen.get(0)).isNotSameAs(Thread.currentThread());
        assertThat(seen.get(0).isDaemon()).isTrue();
        assertThat(seen.get(0).getName()).startsWith("capstan-test-");
    }

    @Test
    void aRunPastItsTimeIsCancelled() {
        Held held = new Held(true);
        ScriptException failure = failure(held, Duration.ofMillis(1));
        assertThat(failure.reason()).isEqualTo(Reason.LIMIT);
        assertThat(failure).hasMessage("the script ran for more than 1 ms");
        assertThat(threads.hasLeftBehind()).isFalse();
    }

    @Test
    void aRunThatCannotBeStoppedIsLeftBehindAndTooManyAreNotStarted() throws Exception {
        List<Held> all = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Held held = new Held(false);
            all.add(held);
            assertThat(failure(held, Duration.ofMillis(1)).reason()).isEqualTo(Reason.LIMIT);
        }
        assertThat(threads.hasLeftBehind()).isTrue();
        Held refused = new Held(true);
        ScriptException failure = failure(refused, LIMITS.timeout());
        assertThat(failure.reason()).isEqualTo(Reason.LIMIT);
        assertThat(failure).hasMessageContaining("no more are started until they end");
        assertThat(refused.started.getCount()).isOne();

        all.forEach(held -> held.letGo.countDown());
        while (threads.hasLeftBehind()) {
            Thread.onSpinWait();
        }
        assertThat(threads.run(task(() -> RESULT), LIMITS, LIMITS.timeout())).isEqualTo(RESULT);
    }

    @Test
    void anInterruptedCallerCancelsTheRunAndStaysInterrupted() {
        Held held = new Held(true);
        Thread.currentThread().interrupt();
        ScriptException failure = failure(held, LIMITS.timeout());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.reason()).isEqualTo(Reason.LIMIT);
    }

    @Test
    void whatIsAllocatedIsLimited() {
        Semaphore stop = new Semaphore(0);
        List<byte[]> last = new ArrayList<>(List.of(new byte[0]));
        ScriptException failure = failure(
                new ScriptTask() {
                    @Override
                    public JsonNode run() {
                        while (!stop.tryAcquire()) {
                            last.set(0, new byte[1 << 20]);
                        }
                        return RESULT;
                    }

                    @Override
                    public void cancel() {
                        stop.release();
                    }
                },
                LIMITS.timeout());
        assertThat(failure.reason()).isEqualTo(Reason.LIMIT);
        assertThat(failure).hasMessage("the script used more than " + (64L << 20) + " bytes of memory");
    }

    @Test
    void failuresOfTheJvmAreLimitsAndOthersAreNotShown() {
        assertThat(failure(
                                task(() -> {
                                    throw new OutOfMemoryError("Java heap space");
                                }),
                                LIMITS.timeout())
                        .reason())
                .isEqualTo(Reason.LIMIT);
        ScriptException failure = failure(
                task(() -> {
                    throw new IllegalStateException("/host/path");
                }),
                LIMITS.timeout());
        assertThat(failure.reason()).isEqualTo(Reason.FAILED);
        assertThat(failure).hasMessage("the script could not be run");
    }
}
