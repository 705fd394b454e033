package dev.capstan.languageserver.internal.document;

import dev.capstan.languageserver.internal.symbol.SymbolKind;
import dev.capstan.languageserver.internal.text.TextRange;
import org.jspecify.annotations.Nullable;

/**
 * Something that could be written at the cursor.
 *
 * @param label what to show and to compare with what is written
 * @param detail a few words behind the label
 * @param documentation in Markdown; null when there is none
 * @param range what it replaces, on one line, the cursor's
 * @param text what to write; lines are indented as they should be in the document
 */
public record Completion(
        String label,
        SymbolKind kind,
        String detail,
        @Nullable String documentation,
        TextRange range,
        String text) {}
