package dev.capstan.engine.spi;

import dev.capstan.engine.failure.InvalidSettingException;
import java.util.concurrent.CompletionStage;

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

    /** Ends at once what still goes on, and lets go of all resources. */
    void close();
}
