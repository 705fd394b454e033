package dev.capstan.languageserver.internal.symbol;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.languageserver.internal.text.EditorText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds everything in a document that names something which is declared. Used once, by one thread. */
public final class ReferenceCollector {
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{\\s*([^{}\\s]+)\\s*}}");
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\{)\\{([^{}]+)}(?!})");
    private static final Pattern PATH_NAME = Pattern.compile("^\\$\\.([A-Za-z_][A-Za-z0-9_-]*)");

    private final EditorText text;
    private final YamlNode root;
    private final ReferenceScope scope;
    private final List<Reference> references = new ArrayList<>();

    /**
     * A collector.
     *
     * @param root of the document
     * @param scope the names there are
     */
    public ReferenceCollector(EditorText text, YamlNode root, ReferenceScope scope) {
        this.text = text;
        this.root = root;
        this.scope = scope;
    }

    /** All references, in the order of the source; declarations are not among them. */
    public List<Reference> collect() {
        visit(root);
        return List.copyOf(references);
    }

    private void visit(YamlNode node) {
        if (node instanceof YamlMapping mapping) {
            NodePath path = NodePath.of(root, mapping);
            List<Symbol> keys = scope.keys(path);
            for (YamlMapping.Entry entry : mapping.entries()) {
                whole(entry.key(), 0, entry.name(), keys);
                if (entry.value() instanceof YamlScalar scalar) {
                    value(path, entry.name(), scalar);
                } else {
                    visit(entry.value());
                }
            }
        } else if (node instanceof YamlSequence sequence) {
            for (YamlNode item : sequence.items()) {
                if (item instanceof YamlScalar scalar) {
                    templates(NodePath.of(root, scalar), scalar);
                } else {
                    visit(item);
                }
            }
        }
    }

    private void value(NodePath holder, String key, YamlScalar scalar) {
        String value = scalar.text();
        List<Symbol> symbols = scope.values(holder, key);
        if (!symbols.isEmpty()) {
            int dot = value.indexOf('.');
            Symbol named = named(symbols, value);
            boolean qualified = named != null && dot > 0 && isQualified(holder, key);
            if (named != null) {
                add(scalar, qualified ? dot + 1 : 0, qualified ? value.substring(dot + 1) : value, named);
            }
            if (dot > 0 && isQualified(holder, key)) {
                String namespace = value.substring(0, dot);
                List<Symbol> namespaces =
                        holder.last().equals(ReferenceScope.WITH) ? scope.servers() : scope.namespaces(key);
                whole(scalar, 0, namespace, namespaces);
            }
        }
        templates(holder, scalar);
        if (value.startsWith("$.")
                && (holder.last().equals(ReferenceScope.WITH) || holder.list().equals("mappings"))) {
            pieces(PATH_NAME, scalar, scope.names(holder));
        }
        if (key.equals("path") && holder.list().equals("resources") && holder.adapter() != null) {
            pieces(PLACEHOLDER, scalar, scope.pathArguments(holder));
        }
    }

    private static boolean isQualified(NodePath holder, String key) {
        return key.equals("call") || key.equals("ref") || holder.last().equals(ReferenceScope.WITH);
    }

    private void templates(NodePath place, YamlScalar scalar) {
        if (!scalar.text().contains("{{")) {
            return;
        }
        List<Symbol> names = scope.names(place);
        Matcher matcher = TEMPLATE.matcher(written(scalar));
        while (matcher.find()) {
            String name = matcher.group(1);
            int dot = name.indexOf('.');
            Symbol symbol = named(names, name);
            boolean variable = symbol != null && symbol.kind() == SymbolKind.VARIABLE && dot > 0;
            if (symbol != null) {
                int from = matcher.start(1) + (variable ? dot + 1 : 0);
                reference(scalar, from, matcher.end(1), symbol);
            } else if (dot > 0) {
                Symbol step = named(names, name.substring(0, dot));
                if (step != null && step.kind() == SymbolKind.STEP) {
                    reference(scalar, matcher.start(1), matcher.start(1) + dot, step);
                }
            }
            if (variable) {
                Symbol namespace = named(scope.bindNamespaces(), name.substring(0, dot));
                if (namespace != null) {
                    reference(scalar, matcher.start(1), matcher.start(1) + dot, namespace);
                }
            }
        }
    }

    private void pieces(Pattern pattern, YamlScalar scalar, List<Symbol> names) {
        String written = written(scalar);
        int quote = written.startsWith("\"") || written.startsWith("'") ? 1 : 0;
        Matcher matcher = pattern.matcher(written.substring(quote));
        while (matcher.find()) {
            Symbol symbol = named(names, matcher.group(1));
            if (symbol != null) {
                reference(scalar, quote + matcher.start(1), quote + matcher.end(1), symbol);
            }
        }
    }

    private void whole(YamlScalar scalar, int from, String name, List<Symbol> symbols) {
        Symbol symbol = named(symbols, name);
        if (symbol != null) {
            add(scalar, from, name, symbol);
        }
    }

    /** A piece of a scalar's text, where it is written as it is. */
    private void add(YamlScalar scalar, int from, String piece, Symbol symbol) {
        String written = written(scalar);
        int start = written.indexOf(scalar.text());
        if (start >= 0 && start <= 1) {
            reference(scalar, start + from, start + from + piece.length(), symbol);
        }
    }

    private void reference(YamlScalar scalar, int from, int to, Symbol symbol) {
        // A name that a body template asks for is declared by nobody.
        if (symbol.declaration() instanceof YamlScalar declaration
                && symbol.name().endsWith(declaration.text())) {
            int start =
                    text.source().offset(scalar.range().line(), scalar.range().column());
            references.add(
                    new Reference(text.range(start + from, start + to), symbol.kind(), declaration, symbol.file()));
        }
    }

    private String written(YamlScalar scalar) {
        return text.source().slice(scalar.range());
    }

    private static @Nullable Symbol named(List<Symbol> symbols, String name) {
        for (Symbol symbol : symbols) {
            if (symbol.name().equals(name)) {
                return symbol;
            }
        }
        return null;
    }
}
