package dev.capstan.languageserver.internal.document;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.languageserver.internal.symbol.SymbolKind;
import dev.capstan.languageserver.internal.text.EditorText;
import dev.capstan.languageserver.internal.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outline of a document: its APIs, aggregates and servers, and what they offer. Stateless but for the text. */
final class DocumentSymbols {
    /** The lists that an outline shows, and what their entries are. */
    private static final Map<String, SymbolKind> LISTS = Map.ofEntries(
            Map.entry("binds", SymbolKind.NAMESPACE),
            Map.entry("consumes", SymbolKind.NAMESPACE),
            Map.entry("aggregates", SymbolKind.NAMESPACE),
            Map.entry("exposes", SymbolKind.NAMESPACE),
            Map.entry("resources", SymbolKind.RESOURCE),
            Map.entry("operations", SymbolKind.OPERATION),
            Map.entry("functions", SymbolKind.FUNCTION),
            Map.entry("tools", SymbolKind.FUNCTION),
            Map.entry("prompts", SymbolKind.FUNCTION),
            Map.entry("skills", SymbolKind.FUNCTION),
            Map.entry("steps", SymbolKind.STEP));

    /** What an entry may be called by, the best first. */
    private static final List<String> NAMES = List.of("namespace", "as", "import", "name", "path", "method", "type");

    private final EditorText text;

    DocumentSymbols(EditorText text) {
        this.text = text;
    }

    /** The outline of a document. */
    List<DocumentSymbol> of(YamlMapping root) {
        List<DocumentSymbol> symbols = new ArrayList<>(children(root));
        YamlMapping.Entry capability = root.entry("capability");
        if (capability != null && capability.value() instanceof YamlMapping mapping) {
            symbols.addAll(children(mapping));
        }
        return List.copyOf(symbols);
    }

    private List<DocumentSymbol> children(YamlMapping mapping) {
        List<DocumentSymbol> symbols = new ArrayList<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            SymbolKind kind = LISTS.get(entry.name());
            if (kind != null && entry.value() instanceof YamlSequence list) {
                List<DocumentSymbol> entries = new ArrayList<>();
                for (YamlNode item : list.items()) {
                    DocumentSymbol symbol = item instanceof YamlMapping one ? symbol(entry.name(), kind, one) : null;
                    if (symbol != null) {
                        entries.add(symbol);
                    }
                }
                TextRange key = text.range(entry.key().range());
                symbols.add(new DocumentSymbol(
                        entry.name(),
                        "",
                        SymbolKind.KEY,
                        new TextRange(key.start(), text.range(list.range()).end()),
                        key,
                        List.copyOf(entries)));
            }
        }
        return symbols;
    }

    private @Nullable DocumentSymbol symbol(String list, SymbolKind kind, YamlMapping item) {
        for (String key : NAMES) {
            String name = item.text(key);
            if (name != null && !name.isBlank()) {
                YamlNode named = item.at(key);
                return new DocumentSymbol(
                        name,
                        detail(list, item),
                        kind,
                        text.range(item.range()),
                        text.range(named.range()),
                        list.equals("steps") ? List.of() : children(item));
            }
        }
        return null;
    }

    private static String detail(String list, YamlMapping item) {
        String detail = switch (list) {
            case "binds" -> item.text("location");
            case "consumes" -> item.has("baseUri") ? item.text("baseUri") : item.text("location");
            case "exposes" -> item.text("type");
            case "resources" -> item.text("path");
            case "operations" -> item.text("method");
            case "functions", "tools", "steps" -> item.has("call") ? item.text("call") : item.text("ref");
            default -> null;
        };
        return detail == null ? "" : detail;
    }
}
