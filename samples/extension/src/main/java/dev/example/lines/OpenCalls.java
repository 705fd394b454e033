package dev.example.lines;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the calls on their way, and takes no more of them once it drains. Safe for any thread. */
final class OpenCalls {
    private final AtomicInteger open = new AtomicInteger();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean draining;

    /** Whether one more call is taken; {@link #end} ends it then. */
    boolean begin() {
        open.incrementAndGet();
        if (draining) {
            end();
            return false;
        }
        return true;
    }

    void end() {
        if (open.decrementAndGet() == 0 && draining) {
            ended.complete(null);
        }
    }

    /** Completes when the calls on their way have ended. */
    CompletionStage<Void> drain() {
        draining = true;
        if (open.get() == 0) {
            ended.complete(null);
        }
        return ended;
    }
}
