package dev.capstan.engine.reload;

import java.util.List;

/**
 * What a reload of all documents of an engine came to. Immutable; safe for any thread.
 *
 * @param documents what became of each, in the order in which they were added
 */
public record ReloadResult(List<DocumentReload> documents) {
    /** Copies the list. */
    public ReloadResult {
        documents = List.copyOf(documents);
    }

    /** How many documents had that outcome. */
    public int count(DocumentReload.Outcome outcome) {
        return (int) documents.stream()
                .filter(document -> document.outcome() == outcome)
                .count();
    }

    /** Whether a document was refused. */
    public boolean isRefused() {
        return count(DocumentReload.Outcome.REFUSED) > 0;
    }
}
