package dev.capstan.languageserver.internal.document;

import dev.capstan.document.yaml.YamlNode;
import dev.capstan.languageserver.internal.outline.Cursor;
import dev.capstan.languageserver.internal.outline.Outline;
import dev.capstan.languageserver.internal.outline.OutlineBuilder;
import dev.capstan.languageserver.internal.outline.OutlineSchema;
import dev.capstan.languageserver.internal.outline.TemplateCursor;
import dev.capstan.languageserver.internal.symbol.NodePath;
import dev.capstan.languageserver.internal.symbol.ReferenceScope;
import dev.capstan.languageserver.internal.symbol.Symbol;
import dev.capstan.languageserver.internal.symbol.SymbolKind;
import dev.capstan.languageserver.internal.text.EditorText;
import dev.capstan.languageserver.internal.text.PlainText;
import dev.capstan.languageserver.internal.text.TextPosition;
import dev.capstan.languageserver.internal.text.TextRange;
import dev.capstan.validator.schema.DocumentSchema;
import dev.capstan.validator.schema.SchemaView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what can be written at a cursor. Used once, by one thread. */
final class CompletionCollector {
    private final DocumentSchema schema;
    private final @Nullable YamlNode root;
    private final @Nullable ReferenceScope references;
    private final List<Completion> completions = new ArrayList<>();

    /**
     * A list.
     *
     * @param schema says which keys and values there are
     * @param root of the document; null when it cannot be read
     * @param references the names there are; null when they are not known
     */
    CompletionCollector(DocumentSchema schema, @Nullable YamlNode root, @Nullable ReferenceScope references) {
        this.schema = schema;
        this.root = root;
        this.references = references;
    }

    static List<Completion> at(
            EditorText text,
            TextPosition position,
            DocumentSchema schema,
            @Nullable YamlNode root,
            @Nullable ReferenceScope references) {
        CompletionCollector list = new CompletionCollector(schema, root, references);
        Cursor cursor = OutlineBuilder.cursor(text, position);
        TemplateCursor template = TemplateCursor.at(text.line(position.line()), position.character());
        if (template != null) {
            list.names(cursor, position.line(), template);
        } else if (cursor != null && cursor.key() != null) {
            list.values(cursor, cursor.key());
        } else if (cursor != null) {
            list.keys(cursor);
        }
        return List.copyOf(list.completions);
    }

    private NodePath place(Cursor cursor) {
        return new NodePath(root, cursor.holder().path());
    }

    private void names(@Nullable Cursor cursor, int line, TemplateCursor template) {
        if (references != null) {
            TextRange range = TextRange.onLine(line, template.from(), template.to());
            NodePath place = cursor == null ? new NodePath(root, List.of()) : place(cursor);
            for (Symbol symbol : references.names(place)) {
                add(symbol, range, symbol.name() + (template.closed() ? "" : "}}"));
            }
        }
    }

    private void values(Cursor cursor, String key) {
        for (String value :
                OutlineSchema.scope(schema, cursor.holder()).values(OutlineSchema.node(cursor.holder()), key)) {
            completions.add(new Completion(value, SymbolKind.VALUE, "", null, cursor.range(), value));
        }
        if (references != null) {
            references.values(place(cursor), key).forEach(symbol -> add(symbol, cursor.range(), symbol.name()));
        }
    }

    private void keys(Cursor cursor) {
        SchemaView scope = OutlineSchema.scope(schema, cursor.holder());
        YamlNode holder = OutlineSchema.node(cursor.holder());
        for (SchemaView.Key key : scope.keys(holder)) {
            if (!has(cursor.holder(), key.name())) {
                completions.add(new Completion(
                        key.name(),
                        SymbolKind.KEY,
                        key.required() ? "required" : "",
                        key.description(),
                        cursor.range(),
                        key.name() + behind(cursor, key.shape())));
            }
        }
        if (references != null) {
            for (Symbol symbol : references.keys(place(cursor))) {
                if (!has(cursor.holder(), symbol.name())) {
                    String spelt = PlainText.spelt(symbol.name());
                    add(symbol, cursor.range(), spelt + behind(cursor, SchemaView.Shape.SCALAR));
                }
            }
        }
        Outline item = cursor.holder();
        if (item instanceof Outline.Mapping mapping && mapping.members().isEmpty() && !cursor.separated()) {
            for (String value : scope.values()) {
                completions.add(new Completion(value, SymbolKind.VALUE, "", null, cursor.range(), value));
            }
        }
    }

    private static boolean has(Outline holder, String key) {
        return holder instanceof Outline.Mapping mapping && mapping.members().containsKey(key);
    }

    /** What follows a key, so that its value can be written at once. */
    private static String behind(Cursor cursor, SchemaView.Shape shape) {
        if (cursor.separated()) {
            return "";
        }
        if (cursor.flow() || shape == SchemaView.Shape.SCALAR) {
            return ": ";
        }
        String indent = " ".repeat(cursor.range().start().character() + 2);
        return ":\n" + indent + (shape == SchemaView.Shape.SEQUENCE ? "- " : "");
    }

    private void add(Symbol symbol, TextRange range, String text) {
        completions.add(
                new Completion(symbol.name(), symbol.kind(), symbol.detail(), symbol.description(), range, text));
    }
}
