package dev.capstan.languageserver.internal.document;

/** A name that cannot be changed, or not to the one that is wanted; the message says why. */
public final class RenameRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RenameRefusedException(String message) {
        super(message);
    }
}
