package dev.capstan.run.option;

/** Why a command does not do what it was asked: said to the user as it is, with the exit code. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private UsageException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** It cannot be done. */
    public static UsageException of(String message) {
        return new UsageException(ExitCode.FAILURE, message);
    }

    /** It was asked wrongly. */
    public static UsageException misuse(String message) {
        return new UsageException(ExitCode.MISUSE, message);
    }

    /** What the process ends with; see {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
