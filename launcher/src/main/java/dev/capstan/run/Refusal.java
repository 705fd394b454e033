package dev.capstan.run;

/** Why a command does not do what it was asked: said to the user as it is, with the exit code. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Refusal(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** It cannot be done. */
    public static Refusal of(String message) {
        return new Refusal(ExitCode.FAILURE, message);
    }

    /** It was asked wrongly. */
    public static Refusal misuse(String message) {
        return new Refusal(ExitCode.MISUSE, message);
    }

    int exitCode() {
        return exitCode;
    }
}
