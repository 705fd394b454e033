package dev.capstan.authentication.credential;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.Secret;

/** Refuses credentials that a document configures and that no client could ever present, or anyone could. Never shows them. */
public final class ConfiguredCredential {
    private ConfiguredCredential() {}

    /**
     * Refuses an empty text, which anyone could present.
     *
     * @param name what the message calls it
     * @throws InvalidSettingException when it is empty
     */
    public static void requireNotEmpty(String name, Secret secret) {
        if (secret.reveal().isEmpty()) {
            throw new InvalidSettingException(name + " is empty: set it, or the variable that it comes from");
        }
    }

    /**
     * Refuses an empty text, and one that cannot be a header field's value.
     *
     * @param name what the message calls it
     * @throws InvalidSettingException when no client could send it
     */
    public static void requireSendable(String name, Secret secret) {
        requireNotEmpty(name, secret);
        if (!FieldText.canBeSent(secret.reveal())) {
            throw new InvalidSettingException(name
                    + " begins or ends with a space, or holds a control character such as a line end, so that no client"
                    + " can send it: remove it from the variable");
        }
    }
}
