package dev.capstan.adapter.skill;

import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs what reads files on an engine's blocking executor, a few at once, so that whoever downloads much leaves threads to name
 * look-ups and others. Safe for any thread.
 */
final class FileThreads implements EngineService, Executor {
    private static final int MOST_AT_ONCE = 3;

    private final Executor executor;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    FileThreads(Executor executor) {
        this.executor = executor;
    }

    /** Those of an engine. */
    static FileThreads of(EngineContext engine) {
        return engine.service(FileThreads.class, context -> new FileThreads(context.blockingExecutor()));
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (running == MOST_AT_ONCE) {
                waiting.add(task);
                return;
            }
            running++;
        }
        try {
            executor.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                running--;
            }
            throw e;
        }
    }

    private void run(Runnable first) {
        Runnable task = first;
        while (task != null) {
            try {
                task.run();
            } finally {
                task = next();
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.poll();
        if (next == null) {
            running--;
        }
        return next;
    }

    @Override
    public void start() {}

    @Override
    public CompletionStage<Void> drain() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
