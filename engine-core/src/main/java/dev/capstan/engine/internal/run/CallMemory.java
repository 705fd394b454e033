package dev.capstan.engine.internal.run;

import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.exchange.MemoryReservation;
import dev.capstan.engine.spi.EngineContext;
import io.netty.channel.EventLoop;
import java.time.Duration;

/**
 * Where calls take the memory from that they gather responses into.
 *
 * @param budget of all calls together
 * @param atMost how long to wait for memory that others hold
 */
public record CallMemory(MemoryBudget budget, Duration atMost) {
    /** That of an engine. */
    public static CallMemory of(EngineContext engine) {
        return new CallMemory(
                engine.memory(), engine.configuration().server().timeouts().memory());
    }

    /** Nothing held yet; the caller's to release. */
    public MemoryReservation reservation(EventLoop eventLoop) {
        return new MemoryReservation(budget, eventLoop, atMost);
    }
}
