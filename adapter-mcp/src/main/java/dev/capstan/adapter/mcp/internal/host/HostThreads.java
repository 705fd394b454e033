package dev.capstan.adapter.mcp.internal.host;

import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where the handlers of one engine's applications run. They may wait for minutes for what a client answers, and must not keep from
 * their turn what else blocks: files and name look-ups. What finds no thread is refused. Safe for any thread.
 */
final class HostThreads implements EngineService {
    private static final int MOST = 128;
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            0,
            MOST,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new DefaultThreadFactory("capstan-mcp-handler", true));

    private HostThreads() {}

    /** Those of that engine. */
    static Executor of(EngineContext engine) {
        return engine.service(HostThreads.class, context -> new HostThreads()).executor;
    }

    @Override
    public void start() {
        // Requests start them.
    }

    @Override
    public CompletionStage<Void> drain() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
