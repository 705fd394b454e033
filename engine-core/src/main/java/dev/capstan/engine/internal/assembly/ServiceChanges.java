package dev.capstan.engine.internal.assembly;

import dev.capstan.engine.spi.EngineService;
import dev.capstan.engine.spi.ServiceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The changes of all services of an engine that one document's reload makes, as one. */
public final class ServiceChanges {
    private final List<ServiceChange> changes = new ArrayList<>();
    private final Runnable ended;

    /** Opens a change of each of these services; {@code ended} is invoked when no more services can join. */
    ServiceChanges(List<EngineService> services, Runnable ended) {
        this.ended = ended;
        services.forEach(this::join);
    }

    /** Opens a change of one more. */
    void join(EngineService service) {
        ServiceChange change = service.change();
        if (change != null) {
            changes.add(change);
        }
    }

    /** As {@link ServiceChange#prepare}. */
    public void prepare() {
        changes.forEach(ServiceChange::prepare);
    }

    /** As {@link ServiceChange#commit}, and tells clients once all have. */
    public CompletableFuture<Void> commit() {
        ended.run();
        CompletableFuture<Void> begunBefore = CompletableFuture.allOf(changes.stream()
                .map(change -> change.commit().toCompletableFuture())
                .toArray(CompletableFuture[]::new));
        changes.forEach(ServiceChange::announce);
        return begunBefore;
    }

    /** As {@link ServiceChange#release}. */
    public void release() {
        changes.forEach(ServiceChange::release);
    }

    /** As {@link ServiceChange#rollback}. */
    public void rollback() {
        ended.run();
        changes.forEach(ServiceChange::rollback);
    }
}
