package dev.capstan.validator.schema;

import dev.capstan.document.diagnostic.Diagnostic;
import java.util.List;

/**
 * One mistake that a schema finds, with what is known of it beyond the text of its diagnostic. Immutable and safe for any
 * thread.
 *
 * @param diagnostic what is wrong and where
 * @param kind what it is about
 * @param keys the keys that it names: those that a mapping lacks or may choose from, or the one that it should not have;
 *     empty when it is about a value
 */
public record SchemaFinding(Diagnostic diagnostic, Kind kind, List<String> keys) {
    /** What a finding is about. */
    public enum Kind {
        /** The version of the format that the document names. */
        VERSION,
        /** A value that the schema does not accept. */
        VALUE,
        /** A key that the schema does not know. */
        UNKNOWN_KEY,
        /** Keys that a mapping lacks, or of which it has too many. */
        KEY_CHOICE
    }

    /** A finding about a value, which names no key. */
    static SchemaFinding ofValue(Diagnostic diagnostic) {
        return new SchemaFinding(diagnostic, Kind.VALUE, List.of());
    }

    /** A finding about the version of the format. */
    public static SchemaFinding ofVersion(Diagnostic diagnostic) {
        return new SchemaFinding(diagnostic, Kind.VERSION, List.of());
    }
}
