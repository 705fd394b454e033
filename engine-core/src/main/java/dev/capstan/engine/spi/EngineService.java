package dev.capstan.engine.spi;

import dev.capstan.engine.failure.InvalidSettingException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Something that adapters of one engine share, such as listeners. The engine starts it once all adapters are created,
 * and stops it before it closes consumers.
 */
public interface EngineService {
    /**
     * Begins to serve.
     *
     * @throws InvalidSettingException when it cannot, such as for a port in use
     */
    void start();

    /** Takes no new calls; completes when those on their way have ended. */
    CompletionStage<Void> drain();

    /**
     * Opens a change of what is registered, for a document that is loaded anew. Called on the thread that then withdraws and registers,
     * while no other change is open.
     *
     * @return null where nothing is ever registered, or all of it takes effect at once; an adapter that uses such a service is not
     *     {@link dev.capstan.engine.spi.adapter.ServerAdapter#isReloadable reloadable}
     */
    default @Nullable ServiceChange change() {
        return null;
    }

    /** Ends at once what still goes on, and lets go of all resources. */
    void close();
}
