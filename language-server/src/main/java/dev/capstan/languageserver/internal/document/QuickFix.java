package dev.capstan.languageserver.internal.document;

import dev.capstan.languageserver.internal.text.TextRange;

/**
 * A correction that an author can choose.
 *
 * @param title what it does
 * @param finding what it corrects
 * @param range what it replaces
 * @param replacement what to write instead; empty to remove it
 * @param preferred whether it is surely what was meant
 */
public record QuickFix(String title, EditorFinding finding, TextRange range, String replacement, boolean preferred) {}
