package dev.capstan.languageserver.internal.symbol;

import dev.capstan.document.yaml.YamlNode;
import dev.capstan.languageserver.internal.text.TextRange;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a document that names something which is declared, or declares it.
 *
 * @param range the name, without what qualifies it
 * @param kind what is named
 * @param declaration the name where it is declared
 * @param file of the declaration; null for the document itself
 */
public record Reference(
        TextRange range,
        SymbolKind kind,
        YamlNode declaration,
        @Nullable Path file) {}
