package dev.capstan.engine.failure;

/** A setting that can never work. Its message is shown to the user: it names the setting and says what to do. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With that message. */
    public InvalidSettingException(String message) {
        super(message);
    }
}
