package dev.capstan.testkit;

import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import dev.capstan.engine.spi.EventLoops;
import io.netty.channel.EventLoopGroup;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the parts of an engine share, for tests of one part without an engine: two event loops, and a clock that is moved. */
public final class TestEngineContext implements EngineContext, AutoCloseable {
    private static final long HELD_BYTES = 64L * 1024 * 1024;

    private final EventLoopGroup eventLoops = EventLoops.create(2);
    private final ExecutorService blockingExecutor = Executors.newCachedThreadPool();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final MemoryBudget memory = new MemoryBudget(HELD_BYTES);
    private final Map<Class<?>, EngineService> services = new LinkedHashMap<>();

    @Override
    public EventLoopGroup eventLoops() {
        return eventLoops;
    }

    @Override
    public EngineConfiguration configuration() {
        return EngineConfiguration.DEFAULT;
    }

    @Override
    public ExecutorService blockingExecutor() {
        return blockingExecutor;
    }

    @Override
    public MovableClock clock() {
        return clock;
    }

    @Override
    public MemoryBudget memory() {
        return memory;
    }

    @Override
    public @Nullable EngineObserver observer() {
        return null;
    }

    @Override
    public String product() {
        return "capstan/test";
    }

    @Override
    public synchronized <T extends EngineService> T service(Class<T> type, Function<EngineContext, T> factory) {
        EngineService known = services.get(type);
        if (known == null) {
            known = factory.apply(this);
            services.put(type, known);
        }
        return type.cast(known);
    }

    /** Closes services, event loops and threads. */
    @Override
    public synchronized void close() {
        services.values().forEach(EngineService::close);
        eventLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        blockingExecutor.shutdownNow();
    }
}
