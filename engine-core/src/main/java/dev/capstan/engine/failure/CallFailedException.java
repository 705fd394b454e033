package dev.capstan.engine.failure;

/** Carries a {@link CallFailure} where only an exception can go: in futures and streams. Has no stack trace. */
public final class CallFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CallFailure failure;

    /** Wraps that failure. */
    public CallFailedException(CallFailure failure) {
        super(failure.code() + ": " + failure.detail(), null, false, false);
        this.failure = failure;
    }

    /** What went wrong. */
    public CallFailure failure() {
        return failure;
    }
}
