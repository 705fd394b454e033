package dev.capstan.run.option;

/** How the process ends. */
public final class ExitCode {
    /** All was done. */
    public static final int SUCCESS = 0;
    /** Something could not be done; the message says what and why. */
    public static final int FAILURE = 1;
    /** The command line makes no sense. */
    public static final int MISUSE = 2;

    private ExitCode() {}
}
