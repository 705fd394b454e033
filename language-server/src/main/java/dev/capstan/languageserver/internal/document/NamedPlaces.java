package dev.capstan.languageserver.internal.document;

import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.languageserver.internal.symbol.DeclaredNames;
import dev.capstan.languageserver.internal.symbol.NodeAt;
import dev.capstan.languageserver.internal.symbol.Reference;
import dev.capstan.languageserver.internal.symbol.ReferenceCollector;
import dev.capstan.languageserver.internal.symbol.ReferenceScope;
import dev.capstan.languageserver.internal.symbol.SymbolKind;
import dev.capstan.languageserver.internal.text.EditorText;
import dev.capstan.languageserver.internal.text.TextPosition;
import dev.capstan.languageserver.internal.text.TextRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names in one state of a document: where they are declared and where they are used. Used by one thread. */
final class NamedPlaces {
    private final EditorText text;
    private final YamlNode root;
    private final List<Reference> references;

    /**
     * What is named at a position.
     *
     * @param range the name there
     * @param kind what it names
     * @param declaration the name where it is declared
     * @param file of the declaration; null for the document itself
     */
    record Target(
            TextRange range,
            SymbolKind kind,
            YamlNode declaration,
            @Nullable Path file) {}

    NamedPlaces(EditorText text, YamlNode root, ReferenceScope scope) {
        this.text = text;
        this.root = root;
        this.references = new ReferenceCollector(text, root, scope).collect();
    }

    /** What is named at a position; null when nothing is. */
    @Nullable
    Target at(TextPosition position) {
        for (Reference reference : references) {
            if (reference.range().touches(position)) {
                return new Target(reference.range(), reference.kind(), reference.declaration(), reference.file());
            }
        }
        NodeAt at = NodeAt.find(root, text, position);
        SymbolKind kind = at == null ? null : DeclaredNames.kind(root, at);
        return at == null || kind == null ? null : new Target(range(at.scalar()), kind, at.scalar(), null);
    }

    /**
     * Where something is named in the document, in the order of the source.
     *
     * @param withDeclaration whether its declaration counts
     */
    List<TextRange> of(Target target, boolean withDeclaration) {
        List<TextRange> ranges = new ArrayList<>();
        if (withDeclaration && target.file() == null && target.declaration() instanceof YamlScalar name) {
            ranges.add(range(name));
        }
        for (Reference reference : references) {
            if (reference.declaration() == target.declaration()) {
                ranges.add(reference.range());
            }
        }
        ranges.sort((one, other) -> one.start().compareTo(other.start()));
        return ranges.stream().distinct().toList();
    }

    /** A name without its quotes. */
    private TextRange range(YamlScalar name) {
        String written = text.source().slice(name.range());
        int start = text.source().offset(name.range().line(), name.range().column());
        int inside = written.indexOf(name.text());
        return inside < 0
                ? text.range(name.range())
                : text.range(start + inside, start + inside + name.text().length());
    }
}
