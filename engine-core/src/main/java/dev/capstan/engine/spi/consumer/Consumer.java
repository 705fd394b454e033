package dev.capstan.engine.spi.consumer;

import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.engine.failure.InvalidSettingException;

/** Calls the operations of one consumed API. All methods but {@link #close} are called while documents load. */
public interface Consumer extends AutoCloseable {
    /**
     * Compiles an operation to something that can be called many times.
     *
     * @param operation one of the API's, without problems
     * @throws InvalidSettingException when it can never be called, such as for a header that must not be set; the
     *     message names the parameter and becomes the reason why the unit is dead
     */
    PreparedOperation prepare(LinkedOperation operation);

    /** Closes all connections. */
    @Override
    void close();
}
