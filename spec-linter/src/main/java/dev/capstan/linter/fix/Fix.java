package dev.capstan.linter.fix;

import dev.capstan.document.diagnostic.SourceRange;

/**
 * A correction.
 *
 * @param rule whose finding it corrects
 * @param range what is to be replaced
 * @param replacement what to write instead; empty to remove it
 */
public record Fix(String rule, SourceRange range, String replacement) {}
