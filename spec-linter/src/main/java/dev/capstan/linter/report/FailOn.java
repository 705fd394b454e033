package dev.capstan.linter.report;

import dev.capstan.document.diagnostic.Severity;

/** From which severity on a finding fails a run. */
public enum FailOn {
    /** At an error. */
    ERROR,
    /** At a warning or an error. */
    WARN,
    /** At any finding. */
    INFO,
    /** At none. */
    NEVER;

    /** Whether a finding of that severity fails the run. */
    public boolean includes(Severity severity) {
        return this != NEVER && severity.ordinal() <= ordinal();
    }
}
