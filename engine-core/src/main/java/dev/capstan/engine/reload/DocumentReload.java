package dev.capstan.engine.reload;

import dev.capstan.document.diagnostic.Diagnostic;
import java.util.List;

/**
 * What became of one document when it was read anew. Immutable; safe for any thread.
 *
 * @param file the document's name as the host gave it
 * @param outcome whether something else is served now
 * @param diagnostics what was found: for a refused document the reasons, for a swapped one everything that was found in it, for an
 *     unchanged one nothing
 */
public record DocumentReload(String file, Outcome outcome, List<Diagnostic> diagnostics) {
    /** What a reload leads to. */
    public enum Outcome {
        /** The document is served as it is now; calls that had begun end as they began. */
        SWAPPED,
        /** Neither the document's files nor its variables have changed: nothing was swapped. */
        UNCHANGED,
        /** The document cannot be served as it is now, or less of it than before: what was served still is. */
        REFUSED
    }

    /** Copies the list. */
    public DocumentReload {
        diagnostics = List.copyOf(diagnostics);
    }
}
