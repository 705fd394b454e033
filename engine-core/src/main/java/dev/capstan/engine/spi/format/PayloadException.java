package dev.capstan.engine.spi.format;

/**
 * An answer that cannot be decoded. Its message says why and where in the answer, in words for the people who run the
 * document: it completes the sentence "the answer of the upstream …" and holds none of the answer's values.
 */
public final class PayloadException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With that message, such as {@code "is not XML: line 3, column 7: element is not closed"}. Has no stack trace. */
    public PayloadException(String message) {
        super(message, null, false, false);
    }
}
