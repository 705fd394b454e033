package dev.capstan.languageserver.internal.document;

import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.file.BoundedFileReader;
import dev.capstan.document.file.UnreadableFileException;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.languageserver.internal.outline.TemplateCursor;
import dev.capstan.languageserver.internal.symbol.ImportedFiles;
import dev.capstan.languageserver.internal.symbol.NodeAt;
import dev.capstan.languageserver.internal.symbol.NodePath;
import dev.capstan.languageserver.internal.symbol.ReferenceScope;
import dev.capstan.languageserver.internal.symbol.Symbol;
import dev.capstan.languageserver.internal.text.EditorText;
import dev.capstan.languageserver.internal.text.TextPosition;
import dev.capstan.languageserver.internal.text.TextRange;
import dev.capstan.validator.DocumentValidator;
import dev.capstan.validator.schema.SchemaView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The word under the cursor, and what it means. Used once, by one thread. */
final class Word {
    private final EditorText text;
    private final TextPosition position;
    private final NodeAt at;
    private final YamlNode root;
    private final @Nullable ReferenceScope references;

    Word(EditorText text, TextPosition position, NodeAt at, YamlNode root, @Nullable ReferenceScope references) {
        this.text = text;
        this.position = position;
        this.at = at;
        this.root = root;
        this.references = references;
    }

    /** What is to be known of it; null when there is nothing. */
    @Nullable
    Hover hover() {
        List<Symbol> symbols = symbols();
        if (!symbols.isEmpty()) {
            return new Hover(symbols.get(0).markdown(), range());
        }
        String description = at.key().isEmpty() ? null : description();
        return description == null ? null : new Hover("**" + at.key() + "**\n\n" + description, range());
    }

    /** Where it is declared. */
    List<Definition> definitions(Path document) {
        List<Definition> definitions = new ArrayList<>();
        for (Symbol symbol : symbols()) {
            YamlNode declaration = symbol.declaration();
            Path file = symbol.file();
            if (declaration == null) {
                continue;
            }
            EditorText declaring = file == null ? text : read(file);
            if (declaring != null) {
                definitions.add(new Definition(file == null ? document : file, declaring.range(declaration.range())));
            }
        }
        Path located = at.key().equals("location")
                        && !at.isKey()
                        && at.holder() != null
                        && at.holder().has("import")
                ? ImportedFiles.located(document, at.scalar().text())
                : null;
        if (located != null && Files.isRegularFile(located)) {
            definitions.add(new Definition(located, TextRange.onLine(0, 0, 0)));
        }
        return List.copyOf(definitions);
    }

    /** What the word names; several where one name has several declarations. */
    private List<Symbol> symbols() {
        if (references == null) {
            return List.of();
        }
        TemplateCursor template = at.isKey() ? null : template();
        if (template != null) {
            NodePath place = NodePath.of(root, at.holder() == null ? at.scalar() : at.holder());
            String name = template.name(text.line(position.line()));
            List<Symbol> names = references.names(place);
            List<Symbol> whole = named(names, name);
            // Behind a step's name stands what is taken of its result.
            return whole.isEmpty() && name.indexOf('.') > 0
                    ? named(names, name.substring(0, name.indexOf('.')))
                    : whole;
        }
        if (at.holder() == null) {
            return List.of();
        }
        NodePath holder = NodePath.of(root, at.holder());
        return at.isKey()
                ? named(references.keys(holder), at.key())
                : named(references.values(holder, at.key()), at.scalar().text());
    }

    private static List<Symbol> named(List<Symbol> symbols, String name) {
        return symbols.stream().filter(symbol -> symbol.name().equals(name)).toList();
    }

    private @Nullable TemplateCursor template() {
        return TemplateCursor.at(text.line(position.line()), position.character());
    }

    private @Nullable String description() {
        YamlNode holder = at.holder();
        if (holder == null) {
            return null;
        }
        return SchemaView.of(DocumentValidator.catalogue().documentSchema(), holder)
                .member(holder, at.key())
                .description();
    }

    private TextRange range() {
        TemplateCursor template = at.isKey() ? null : template();
        YamlScalar scalar = at.scalar();
        SourceRange range = scalar.range();
        return template == null ? text.range(range) : TextRange.onLine(position.line(), template.from(), template.to());
    }

    private static @Nullable EditorText read(Path file) {
        try {
            byte[] bytes = BoundedFileReader.readRegularFile(file, YamlLimits.DEFAULT.bytes());
            return new EditorText(new String(bytes, StandardCharsets.UTF_8));
        } catch (UnreadableFileException e) {
            return null;
        }
    }
}
