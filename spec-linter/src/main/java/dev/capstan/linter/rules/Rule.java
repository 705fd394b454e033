package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;

/** A check of one document. Stateless, and so safe for any thread; it never throws for what a document holds. */
public interface Rule {
    /** Stable identifier, in kebab case; its page is {@code docs/rules/<id>.md}. */
    String id();

    /** How much what it finds matters, unless configured otherwise. */
    Severity severity();

    /** Reports everything that the rule finds. */
    void check(RuleInput input, RuleReport report);
}
