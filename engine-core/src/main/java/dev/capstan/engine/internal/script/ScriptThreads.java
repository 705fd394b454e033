package dev.capstan.engine.internal.script;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads that run an engine's scripts, made when the first script needs them. What waits for one is bounded. */
public final class ScriptThreads implements Executor {
    private static final int MOST_WAITING = 1_000;

    private final int count;
    private @Nullable ThreadPoolExecutor executor;
    private boolean closed;

    /** As many threads as that; 0 takes the number of processors. */
    public ScriptThreads(int count) {
        this.count = count > 0 ? count : Runtime.getRuntime().availableProcessors();
    }

    @Override
    public void execute(Runnable run) {
        executor().execute(run);
    }

    private synchronized Executor executor() {
        ThreadPoolExecutor known = executor;
        if (known == null) {
            known = new ThreadPoolExecutor(
                    count,
                    count,
                    10,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(MOST_WAITING),
                    new DefaultThreadFactory("capstan-script", true));
            known.allowCoreThreadTimeOut(true);
            executor = known;
            if (closed) {
                known.shutdownNow();
            }
        }
        return known;
    }

    /** Ends the threads; scripts that run are interrupted. */
    public synchronized void close() {
        closed = true;
        if (executor != null) {
            executor.shutdownNow();
        }
    }
}
