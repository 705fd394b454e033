package dev.capstan.engine.spi;

import dev.capstan.engine.failure.InvalidSettingException;
import java.util.concurrent.CompletionStage;

/**
 * What is registered with a service and withdrawn from it by one thread, to take effect at once and together: one document's adapters
 * in the place of those that it had. While it is open, what other threads ask of the service waits. {@link #prepare}, then
 * {@link #commit} and {@link #announce}, at last {@link #release}; or {@link #rollback} in the place of {@link #commit}, after which
 * the service is as it was. All but {@link #release} are called on the thread that opened it, which is no event loop.
 */
public interface ServiceChange {
    /**
     * Does everything that can fail, such as listening at new addresses. Nothing of it serves yet.
     *
     * @throws InvalidSettingException when what was registered can never be served; {@link #rollback} follows
     */
    void prepare();

    /**
     * Lets the change take effect for everything that begins from now on. Must not fail.
     *
     * @return completes when everything has ended that had begun with what was withdrawn
     */
    CompletionStage<Void> commit();

    /** Tells clients of the change, which has taken effect in all services by now. Must not fail. */
    default void announce() {}

    /**
     * Lets go of what was withdrawn, and ends at once what still goes on with it. Called once after {@link #commit}, when its stage has
     * completed or has taken too long; on any thread but an event loop.
     */
    void release();

    /** Forgets the change. */
    void rollback();
}
