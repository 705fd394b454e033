package dev.capstan.document.file;

import java.io.IOException;

/** A file that cannot be read. The message completes a sentence that names the file, such as "the file … does not exist". */
public final class UnreadableFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why a file cannot be read. */
    public enum Reason {
        /** There is no such file. */
        ABSENT,
        /** It is a directory. */
        DIRECTORY,
        /** It is a pipe, a device or a socket, which may have no end. */
        NOT_REGULAR,
        /** It is longer than the limit. */
        TOO_LARGE,
        /** The system does not let it be read. */
        FORBIDDEN
    }

    private final Reason reason;

    UnreadableFileException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why the file cannot be read. */
    public Reason reason() {
        return reason;
    }
}
