package dev.capstan.bind.support;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.bind.BindRequest;
import java.util.TreeSet;

/** Why secrets cannot be read. Its message is the end of a sentence and holds no value. */
public final class UnreadableSecretsException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With that reason, such as {@code "VAULT_ADDR is not set"}. */
    public UnreadableSecretsException(String reason) {
        super(reason, null, false, false);
    }

    /** The refusal of the bind that asked for them; names its location and its keys. */
    public InvalidSettingException of(BindRequest request) {
        return new InvalidSettingException("the binds at " + request.location() + " cannot be read: " + getMessage()
                + " (wanted: " + String.join(", ", new TreeSet<>(request.keys())) + ")");
    }
}
