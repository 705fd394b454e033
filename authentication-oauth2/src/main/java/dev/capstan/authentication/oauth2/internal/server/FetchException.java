package dev.capstan.authentication.oauth2.internal.server;

import java.util.concurrent.CompletionException;

/** Something could not be fetched from the authorization server. The message is for people, and holds no secret. */
public final class FetchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With that message. */
    public FetchException(String message) {
        super(message, null, false, false);
    }

    /** The failure of a stage, with what a stage wraps around it taken off. */
    static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
