package dev.capstan.testkit;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits for what has to happen, and fails a test when it does not. */
public final class Patience {
    private static final long SECONDS = 30;

    private Patience() {}

    /**
     * The future's value.
     *
     * @throws AssertionError when it fails, or is not there within half a minute
     */
    public static <T> T await(Future<T> future) {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof AssertionError broken ? broken : new AssertionError(failed.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("nothing happened", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /**
     * Waits until something is so that nobody tells about.
     *
     * @throws AssertionError when it is not so within half a minute
     */
    public static void until(String what, BooleanSupplier isSo) {
        long begin = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(SECONDS)) {
                throw new AssertionError("not within half a minute: " + what);
            }
            Thread.onSpinWait();
            Thread.yield();
        }
    }
}
