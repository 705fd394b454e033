package dev.capstan.document.diagnostic;

/** How much a {@link Diagnostic} matters, the gravest first. */
public enum Severity {
    /** The document, or the unit the diagnostic points into, cannot run. */
    ERROR,
    /** It runs, and probably not as its author meant. */
    WARN,
    /** It runs; a reader or a model would be helped by a change. */
    INFO,
    /** A remark that never fails a build. */
    HINT
}
