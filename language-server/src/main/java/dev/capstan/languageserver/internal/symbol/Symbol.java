package dev.capstan.languageserver.internal.symbol;

import dev.capstan.document.yaml.YamlNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Something that a document names and refers to by its name.
 *
 * @param name as references write it
 * @param kind what it is
 * @param detail a few words, such as method and path
 * @param description what it is for; null when the document does not say
 * @param declaration where it is declared; null when nothing declares it
 * @param file the file of the declaration; null for the document itself
 */
public record Symbol(
        String name,
        SymbolKind kind,
        String detail,
        @Nullable String description,
        @Nullable YamlNode declaration,
        @Nullable Path file) {

    Symbol(String name, SymbolKind kind, String detail, @Nullable String description, YamlNode declaration) {
        this(name, kind, detail, description, declaration, null);
    }

    Symbol named(String other) {
        return new Symbol(other, kind, detail, description, declaration, file);
    }

    /** What it is and what it is for, in Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder("**")
                .append(name)
                .append("** (")
                .append(kind.word())
                .append(")");
        if (!detail.isEmpty()) {
            text.append("\n\n`").append(detail.replace('`', '\'')).append('`');
        }
        if (description != null && !description.isBlank()) {
            text.append("\n\n").append(description.strip());
        }
        if (file != null) {
            text.append("\n\nfrom ").append(file.getFileName());
        }
        return text.toString();
    }
}
