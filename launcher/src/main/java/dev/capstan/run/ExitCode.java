package dev.capstan.run;

/** How the process ends. */
final class ExitCode {
    static final int SUCCESS = 0;
    /** Something could not be done; the message says what and why. */
    static final int FAILURE = 1;
    /** The command line makes no sense. */
    static final int MISUSE = 2;

    private ExitCode() {}
}
