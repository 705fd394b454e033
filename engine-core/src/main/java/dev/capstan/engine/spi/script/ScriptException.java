package dev.capstan.engine.spi.script;

/** A run of a script that gave no value. Holds no stack of the host and no path of the host. */
public final class ScriptException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a run gave no value. */
    public enum Reason {
        /** The script failed, or its result is not JSON. */
        FAILED,
        /** The script passed a limit of time, statements or size. */
        LIMIT
    }

    private final Reason reason;
    private final int line;

    /**
     * With the script's own message.
     *
     * @param line in the script's file, counted from 1; 0 when it is not known
     */
    public ScriptException(Reason reason, String message, int line) {
        super(message, null, false, false);
        this.reason = reason;
        this.line = line;
    }

    /** Why the run gave no value. */
    public Reason reason() {
        return reason;
    }

    /** The line of the script's file, counted from 1; 0 when it is not known. */
    public int line() {
        return line;
    }
}
