package dev.capstan.document.files;

/** A file or folder that cannot be used. Its message completes a sentence that names it: "the file x, which …". */
public final class UnusableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With that message. Has no stack trace. */
    public UnusableFileException(String message) {
        super(message, null, false, false);
    }
}
