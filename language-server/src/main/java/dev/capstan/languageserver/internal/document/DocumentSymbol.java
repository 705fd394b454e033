package dev.capstan.languageserver.internal.document;

import dev.capstan.languageserver.internal.symbol.SymbolKind;
import dev.capstan.languageserver.internal.text.TextRange;
import java.util.List;

/**
 * An entry of a document's outline.
 *
 * @param name what it is called
 * @param detail a few words behind the name
 * @param kind what it is
 * @param range all of it
 * @param selection its name, within the range
 * @param children what it holds
 */
public record DocumentSymbol(
        String name,
        String detail,
        SymbolKind kind,
        TextRange range,
        TextRange selection,
        List<DocumentSymbol> children) {}
