package dev.capstan.linter.report;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.linter.baseline.FindingIdentity;
import org.jspecify.annotations.Nullable;

/**
 * A diagnostic, and what a report needs besides.
 *
 * @param diagnostic what is wrong
 * @param sourceLine the line that it starts on
 * @param identity by what it is recognised when lines have moved
 * @param url where the rule's page is published; null for a rule without one
 * @param isFixable whether it can be corrected without asking its author
 */
public record Finding(
        Diagnostic diagnostic,
        SourceLine sourceLine,
        FindingIdentity identity,
        @Nullable String url,
        boolean isFixable) {}
