package dev.capstan.linter.report;

import dev.capstan.document.diagnostic.Severity;

/** From which severity on a finding fails a run. */
public enum FailOn {
    ERROR,
    WARN,
    INFO,
    NEVER;

    /** Whether a finding of that severity fails the run. */
    public boolean includes(Severity severity) {
        return this != NEVER && severity.ordinal() <= ordinal();
    }
}
