package dev.capstan.http.framing;

/** A message whose bytes are no HTTP/1.1 message, or pass a limit. Has no stack trace. */
public final class MalformedMessageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Reason {
        /** The first line is longer than the limit. */
        LINE_TOO_LONG,
        /** The head is longer than the limit. */
        HEAD_TOO_LARGE,
        /** The head has more fields than the limit. */
        TOO_MANY_FIELDS,
        /** The bytes break the grammar. */
        SYNTAX
    }

    private final Reason reason;
    private final String detail;

    /** The message says what is wrong, for whoever sent it. */
    public MalformedMessageException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.detail = message;
    }

    /** What is wrong, for programs. */
    public Reason reason() {
        return reason;
    }

    /** What is wrong, for whoever sent it. */
    public String detail() {
        return detail;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
