package dev.capstan.engine.internal.assembly;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** How many calls are on their way, until no more may begin. Safe for any thread, without locks. */
public final class CountedCalls {
    /** Far below any number of calls. */
    private static final int ENDED = Integer.MIN_VALUE / 2;

    private final AtomicInteger open = new AtomicInteger();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** None yet. */
    public CountedCalls() {}

    /** Begins a call; false when none may begin any more. */
    public boolean begin() {
        if (open.incrementAndGet() > 0) {
            return true;
        }
        end();
        return false;
    }

    /** A call that has begun has ended. */
    public void end() {
        if (open.decrementAndGet() == ENDED) {
            ended.complete(null);
        }
    }

    /** Lets no more calls begin; completes when those on their way have ended. */
    public CompletableFuture<Void> drain() {
        if (open.get() >= 0 && open.addAndGet(ENDED) == ENDED) {
            ended.complete(null);
        }
        return ended;
    }
}
