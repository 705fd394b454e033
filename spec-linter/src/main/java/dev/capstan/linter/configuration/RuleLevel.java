package dev.capstan.linter.configuration;

import dev.capstan.document.diagnostic.Severity;
import org.jspecify.annotations.Nullable;

/** What is to be done with what a rule finds. */
enum RuleLevel {
    OFF,
    /** The rule's own severity. */
    ON,
    ERROR,
    WARN,
    INFO,
    HINT;

    /**
     * The severity of a finding.
     *
     * @param own what it is otherwise
     * @return null when it is not to be told
     */
    @Nullable
    Severity apply(Severity own) {
        return switch (this) {
            case OFF -> null;
            case ON -> own;
            case ERROR -> Severity.ERROR;
            case WARN -> Severity.WARN;
            case INFO -> Severity.INFO;
            case HINT -> Severity.HINT;
        };
    }
}
