package dev.capstan.engine.spi;

import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.observe.EngineObserver;
import io.netty.channel.EventLoopGroup;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the parts of one engine share. */
public interface EngineContext {
    /** The event loops that all I/O of this engine runs on. */
    EventLoopGroup eventLoops();

    /** The operator's settings. */
    EngineConfiguration configuration();

    /** For work that blocks: files, name look-ups, scripts. Never used on the data path. */
    Executor blockingExecutor();

    /** The time; tests move it. */
    Clock clock();

    /** What all calls together may hold in memory. */
    MemoryBudget memory();

    /** The secrets that the engine knows, to be masked in every text that is shown or logged. */
    default SecretMask secrets() {
        return SecretMask.NONE;
    }

    /** What observes the engine; null when nobody does. */
    @Nullable
    EngineObserver observer();

    /** What the engine is doing now. */
    default EnginePhase phase() {
        return EnginePhase.SERVING;
    }

    /** What the engine calls itself in User-Agent and server fields, such as {@code capstan/1.0}. */
    String product();

    /**
     * The engine's one instance of a service, made at the first request for it.
     *
     * @param type its class, and its key
     * @param factory makes it
     */
    <T extends EngineService> T service(Class<T> type, Function<EngineContext, T> factory);
}
