package dev.capstan.run.lint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does the same with many things on all cores, and hands on the results in their order; few of them wait at a time. */
final class OrderedWork {
    private static final int AHEAD_PER_THREAD = 16;

    private OrderedWork() {}

    /**
     * Works.
     *
     * @param work done on any thread
     * @param taker gets the results on this one
     */
    static <T, R> void run(List<T> things, Function<T, R> work, Consumer<R> taker) {
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), things.size());
        if (threads <= 1) {
            things.forEach(thing -> taker.accept(work.apply(thing)));
            return;
        }
        ExecutorService workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "lint");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Deque<Future<R>> ahead = new ArrayDeque<>();
            for (T thing : things) {
                ahead.add(workers.submit(() -> work.apply(thing)));
                if (ahead.size() > threads * AHEAD_PER_THREAD) {
                    taker.accept(result(ahead.remove()));
                }
            }
            while (!ahead.isEmpty()) {
                taker.accept(result(ahead.remove()));
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("linting was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
