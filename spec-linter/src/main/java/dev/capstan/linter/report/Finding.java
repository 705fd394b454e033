package dev.capstan.linter.report;

import dev.capstan.document.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * A diagnostic, and what a report needs besides.
 *
 * @param diagnostic what is wrong
 * @param sourceLine the line that it starts on
 * @param fingerprint the same tomorrow when lines have moved; no other finding of the file has it
 * @param url where the rule's page is published; null for a rule without one
 */
public record Finding(
        Diagnostic diagnostic,
        SourceLine sourceLine,
        String fingerprint,
        @Nullable String url) {}
