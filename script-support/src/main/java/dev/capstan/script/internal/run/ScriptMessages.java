package dev.capstan.script.internal.run;

import dev.capstan.engine.failure.InvalidSettingException;

/** What runners say in the same words. */
public final class ScriptMessages {
    private static final int MOST_LETTERS = 1000;

    private ScriptMessages() {}

    /**
     * A file that cannot be parsed.
     *
     * @param line counted from 1; 0 when it is not known
     */
    public static InvalidSettingException unparsable(String file, String language, int line, String problem) {
        return new InvalidSettingException(
                "the script " + file + " is no " + language + (line > 0 ? ", line " + line : "") + ": " + shown(problem));
    }

    /** A failure in a dependency, whose line is not the script's own. */
    public static String in(String message, String dependency, int line) {
        return shown(message) + " (" + dependency + ", line " + line + ")";
    }

    /** A script's own message, which may be of any length. */
    public static String shown(String message) {
        return message.length() <= MOST_LETTERS ? message : message.substring(0, MOST_LETTERS) + "…";
    }
}
