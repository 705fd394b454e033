package dev.capstan.engine.spi.consumer;

import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.engine.failure.InvalidSettingException;
import java.util.List;

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

    /**
     * Prepares the API as a whole to have requests passed on to it.
     *
     * @param trustedHeaders the names, in lower case, of the clients' header fields that go upstream
     * @throws InvalidSettingException when requests cannot be passed on; the message becomes the reason why the unit is dead
     */
    default PreparedForward prepareForward(List<String> trustedHeaders) {
        throw new InvalidSettingException(
                "requests cannot be forwarded to this API: its consumer does not pass them on");
    }

    /** Closes all connections. */
    @Override
    void close();
}
