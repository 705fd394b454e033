package dev.capstan.engine.reload;

import dev.capstan.document.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.List;

/**
 * What became of one document when it was read anew. Immutable; safe for any thread.
 *
 * @param file the document's name as the host gave it
 * @param outcome whether something else is served now
 * @param diagnostics what was found: for a refused document the reasons, for a swapped one everything that was found in it, for an
 *     unchanged one nothing
 * @param files the files and folders that it was read from, its imports and those of its binds included, absolute; they may be missing
 */
public record DocumentReload(String file, Outcome outcome, List<Diagnostic> diagnostics, List<Path> files) {
    /** What a reload leads to. */
    public enum Outcome {
        /** The document is served as it is now; calls that had begun end as they began. */
        SWAPPED,
        /** Neither the document's files nor its variables have changed: nothing was swapped. */
        UNCHANGED,
        /** The document cannot be served as it is now, or less of it than before: what was served still is. */
        REFUSED
    }

    /** Copies the lists. */
    public DocumentReload {
        diagnostics = List.copyOf(diagnostics);
        files = List.copyOf(files);
    }
}
