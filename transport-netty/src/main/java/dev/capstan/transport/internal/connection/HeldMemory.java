package dev.capstan.transport.internal.connection;

import dev.capstan.engine.exchange.MemoryBudget;

/** A part of the engine's memory budget that grows and shrinks. On the event loop. */
final class HeldMemory {
    private final MemoryBudget budget;
    private final long free;
    private long reserved;

    /**
     * Nothing reserved.
     *
     * @param free so much is held without reservation
     */
    HeldMemory(MemoryBudget budget, long free) {
        this.budget = budget;
        this.free = free;
    }

    /** Reserves what is held now, in place of what was; false, with nothing changed, when that is not to be had. */
    boolean hold(long bytes) {
        long wanted = bytes <= free ? 0 : bytes;
        if (wanted > reserved) {
            if (!budget.tryReserve(wanted - reserved)) {
                return false;
            }
        } else if (wanted < reserved) {
            budget.release(reserved - wanted);
        }
        reserved = wanted;
        return true;
    }

    void release() {
        hold(0);
    }
}
