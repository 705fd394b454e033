package dev.capstan.engine.internal.reload;

import dev.capstan.engine.internal.assembly.DocumentGeneration;
import dev.capstan.engine.internal.assembly.ServiceChanges;
import java.util.concurrent.atomic.AtomicBoolean;

/** A generation that calls still end on, though no new ones begin. */
final class RetiringGeneration {
    private final DocumentGeneration generation;
    private final ServiceChanges changes;
    private final AtomicBoolean isReleased = new AtomicBoolean();

    RetiringGeneration(DocumentGeneration generation, ServiceChanges changes) {
        this.generation = generation;
        this.changes = changes;
    }

    /** Closes what belongs to it alone, and ends the calls that are still on their way. Harmless twice. */
    void release() {
        if (isReleased.compareAndSet(false, true)) {
            changes.release();
            generation.close();
        }
    }
}
