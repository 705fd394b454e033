package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.wire.Connection;
import dev.capstan.benchmarks.wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Callers who send the same request as fast as it is answered, each on a connection of its own, until they are stopped. */
final class RepeatedCalls implements AutoCloseable {
    private final Stage stage;
    private final byte[] request;
    private final Predicate<Reply> success;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Long> failures = new ArrayList<>();
    private final List<Long> successes = new ArrayList<>();
    private volatile boolean ending;

    private RepeatedCalls(Stage stage, byte[] request, Predicate<Reply> success) {
        this.stage = stage;
        this.request = request;
        this.success = success;
    }

    /** Starts that many callers of the REST adapter. */
    static RepeatedCalls start(Stage stage, int callers, byte[] request, Predicate<Reply> success) {
        RepeatedCalls calls = new RepeatedCalls(stage, request, success);
        for (int i = 0; i < callers; i++) {
            Thread thread = new Thread(calls::run, "repeated calls " + i);
            thread.setDaemon(true);
            thread.start();
            calls.threads.add(thread);
        }
        return calls;
    }

    /**
     * Waits for the first success of a call that was sent after that time.
     *
     * @return after how many milliseconds it came; -1 when it did not
     */
    long awaitSuccess(long since, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() - end < 0) {
            synchronized (this) {
                for (long success : successes) {
                    if (success - since > 0) {
                        return (success - since) / 1_000_000;
                    }
                }
                successes.clear();
            }
            Thread.sleep(5);
        }
        return -1;
    }

    /** How many calls failed. */
    synchronized long failures() {
        return failures.size();
    }

    /** How many calls failed after that time. */
    synchronized long failuresSince(long since) {
        return failures.stream().filter(failure -> failure - since > 0).count();
    }

    @Override
    public void close() throws InterruptedException {
        ending = true;
        for (Thread thread : threads) {
            thread.join(Stage.PATIENCE.toMillis());
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (!ending) {
                try (Connection connection = stage.restConnection()) {
                    repeat(connection);
                } catch (IOException e) {
                    count(false);
                    Thread.sleep(20);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat(Connection connection) throws InterruptedException {
        while (!ending && !connection.hasEnded()) {
            Reply reply = connection.send(request).await(Stage.PATIENCE);
            count(success.test(reply));
            if (!reply.isComplete()) {
                return;
            }
        }
    }

    private synchronized void count(boolean success) {
        (success ? successes : failures).add(System.nanoTime());
    }
}
