package dev.capstan.adapter.control;

import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** When the engine's first control adapter was made, which reloads leave as it is. */
final class StartTime implements EngineService {
    private final Instant instant;

    private StartTime(EngineContext engine) {
        this.instant = engine.clock().instant();
    }

    /** That engine's. */
    static StartTime of(EngineContext engine) {
        return engine.service(StartTime.class, StartTime::new);
    }

    Instant instant() {
        return instant;
    }

    @Override
    public void start() {
        // It only remembers.
    }

    @Override
    public CompletionStage<Void> drain() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        // It only remembers.
    }
}
