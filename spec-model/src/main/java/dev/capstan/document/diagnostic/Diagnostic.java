package dev.capstan.document.diagnostic;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong or doubtful in a document.
 *
 * @param rule stable identifier of what was checked; those of the schema start with {@code schema-}
 * @param severity how much it matters
 * @param message what is wrong and what to write instead; holds no secret
 * @param file the file's name as the user gave it
 * @param range where in the file
 * @param pointer JSON pointer (RFC 6901) of the node; empty for the whole document
 * @param suggestion the nearest valid name or the text to write instead, where one is known
 */
public record Diagnostic(
        String rule,
        Severity severity,
        String message,
        String file,
        SourceRange range,
        String pointer,
        @Nullable String suggestion) {

    /** A diagnostic about a file as a whole, at its first character. */
    public static Diagnostic ofFile(String rule, Severity severity, String file, String message) {
        return new Diagnostic(rule, severity, message, file, SourceRange.START, "", null);
    }

    /** Whether this is an {@link Severity#ERROR}. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code file:line:column: severity: message [rule]}, one line. */
    @Override
    public String toString() {
        return file + ":" + range.line() + ":" + range.column() + ": "
                + severity.name().toLowerCase(java.util.Locale.ROOT) + ": " + message + " [" + rule + "]";
    }
}
