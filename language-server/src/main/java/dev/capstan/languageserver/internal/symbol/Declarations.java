package dev.capstan.languageserver.internal.symbol;

import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.model.Aggregate;
import dev.capstan.document.model.AggregateFunction;
import dev.capstan.document.model.Bind;
import dev.capstan.document.model.Consumes;
import dev.capstan.document.model.Document;
import dev.capstan.document.model.Expose;
import dev.capstan.document.model.ExposedResource;
import dev.capstan.document.model.McpExpose;
import dev.capstan.document.model.RestExpose;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlSequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that a document declares and that references can name. */
public final class Declarations {
    private final LinkedDocument linked;
    private final Document document;
    private final Path file;

    /** What was asked for already: every scalar of a document may ask. */
    private final Map<String, List<Symbol>> found = new HashMap<>();

    private @Nullable Map<String, List<YamlMapping>> callers;

    public Declarations(LinkedDocument linked, Path file) {
        this.linked = linked;
        this.document = linked.document();
        this.file = file;
    }

    private List<Symbol> once(String what, Supplier<List<Symbol>> finder) {
        List<Symbol> known = found.get(what);
        if (known == null) {
            known = List.copyOf(finder.get());
            found.put(what, known);
        }
        return known;
    }

    /** The document itself. */
    YamlMapping root() {
        return document.node();
    }

    /** The consumed operations, as {@code namespace.operation}, imported ones included. */
    List<Symbol> operations() {
        return once("operations", this::findOperations);
    }

    private List<Symbol> findOperations() {
        List<Symbol> symbols = new ArrayList<>();
        for (LinkedApi api : linked.apis()) {
            Path from = fileOf(api);
            for (LinkedOperation operation : api.operations()) {
                symbols.add(new Symbol(
                        operation.reference(),
                        SymbolKind.OPERATION,
                        operation.method() + " " + operation.path(),
                        describe(operation),
                        operation.declaration().node().at("name"),
                        from));
            }
        }
        return symbols;
    }

    /** What an operation is for, and what it can be given. */
    private static @Nullable String describe(LinkedOperation operation) {
        StringBuilder text = new StringBuilder();
        String description = operation.declaration().description();
        if (description != null) {
            text.append(description.strip());
        }
        Set<String> seen = new HashSet<>();
        for (OperationInput input : operation.inputs()) {
            if (seen.add(input.name())) {
                text.append(seen.size() > 1 || text.isEmpty() ? "\n" : "\n\n")
                        .append("- `")
                        .append(input.name())
                        .append("`: ");
                text.append(parameter(operation, input, null).detail());
                if (input.description() != null) {
                    text.append(" – ").append(input.description().strip().replaceAll("\\s+", " "));
                }
            }
        }
        return text.isEmpty() ? null : text.toString().strip();
    }

    /** What the operation of that reference can be given. */
    List<Symbol> parameters(@Nullable String call) {
        return once("parameters " + call, () -> findParameters(call));
    }

    private List<Symbol> findParameters(@Nullable String call) {
        List<Symbol> symbols = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (LinkedApi api : linked.apis()) {
            for (LinkedOperation operation : api.operations()) {
                if (operation.reference().equals(call)) {
                    Path from = fileOf(api);
                    for (OperationInput input : operation.inputs()) {
                        if (seen.add(input.name())) {
                            symbols.add(parameter(operation, input, from));
                        }
                    }
                }
            }
        }
        return symbols;
    }

    private static Symbol parameter(LinkedOperation operation, OperationInput input, @Nullable Path file) {
        String type = input.type() == null ? "" : input.type() + ", ";
        String place = input.place().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        YamlNode declaration = input.declaration() == null
                ? operation.declaration().node().at("name")
                : input.declaration().node().at("name");
        return new Symbol(
                input.name(),
                SymbolKind.PARAMETER,
                type + place + (input.required() ? ", required" : ""),
                input.description(),
                declaration,
                file);
    }

    /** The functions of all aggregates, as {@code namespace.function}. */
    List<Symbol> functions() {
        return once("functions", this::findFunctions);
    }

    private List<Symbol> findFunctions() {
        List<Symbol> symbols = new ArrayList<>();
        if (document.capability() != null) {
            for (Aggregate aggregate : document.capability().aggregates()) {
                for (AggregateFunction function : aggregate.functions()) {
                    symbols.add(new Symbol(
                            aggregate.namespace() + "." + function.name(),
                            SymbolKind.FUNCTION,
                            function.call() == null ? "" : "calls " + function.call(),
                            function.description(),
                            function.node().at("name")));
                }
            }
        }
        return symbols;
    }

    /** The variables that binds declare: by name, and qualified with the bind's namespace. */
    List<Symbol> variables() {
        return once("variables", this::findVariables);
    }

    private List<Symbol> findVariables() {
        List<Symbol> bare = new ArrayList<>();
        List<Symbol> qualified = new ArrayList<>();
        for (Bind bind : document.allBinds()) {
            YamlMapping keys = bind.node().mapping("keys");
            for (String name : bind.keys().keySet()) {
                YamlMapping.Entry entry = keys == null ? null : keys.entry(name);
                String source = bind.location() == null ? "supplied by the host" : "from " + bind.location();
                YamlNode declaration = entry == null ? bind.node() : entry.key();
                Symbol symbol = new Symbol(name, SymbolKind.VARIABLE, source, bind.description(), declaration);
                bare.add(symbol);
                if (bind.namespace() != null) {
                    qualified.add(symbol.named(bind.namespace() + "." + name));
                }
            }
        }
        bare.addAll(qualified);
        return bare;
    }

    /** The namespaces of binds. */
    List<Symbol> bindNamespaces() {
        List<Symbol> symbols = new ArrayList<>();
        for (Bind bind : document.allBinds()) {
            if (bind.namespace() != null) {
                symbols.add(new Symbol(
                        bind.namespace(),
                        SymbolKind.NAMESPACE,
                        "",
                        bind.description(),
                        bind.node().at("namespace")));
            }
        }
        return symbols;
    }

    /** The namespaces of aggregates. */
    List<Symbol> aggregateNamespaces() {
        List<Symbol> symbols = new ArrayList<>();
        if (document.capability() != null) {
            for (Aggregate aggregate : document.capability().aggregates()) {
                if (aggregate.namespace() != null) {
                    symbols.add(new Symbol(
                            aggregate.namespace(),
                            SymbolKind.NAMESPACE,
                            "",
                            aggregate.node().text("description"),
                            aggregate.node().at("namespace")));
                }
            }
        }
        return symbols;
    }

    /** The units and steps that call the operation of that reference. */
    List<YamlMapping> callers(String reference) {
        if (callers == null) {
            callers = new HashMap<>();
            collectCallers(document.node(), callers);
        }
        return callers.getOrDefault(reference, List.of());
    }

    private static void collectCallers(YamlNode node, Map<String, List<YamlMapping>> to) {
        if (node instanceof YamlMapping mapping) {
            String call = mapping.text("call");
            if (call != null) {
                to.computeIfAbsent(call, unused -> new ArrayList<>()).add(mapping);
            }
            mapping.entries().forEach(entry -> collectCallers(entry.value(), to));
        } else if (node instanceof YamlSequence sequence) {
            sequence.items().forEach(item -> collectCallers(item, to));
        }
    }

    /** The namespaces of consumed APIs. */
    List<Symbol> consumedNamespaces() {
        return once("consumedNamespaces", this::findConsumedNamespaces);
    }

    private List<Symbol> findConsumedNamespaces() {
        List<Symbol> symbols = new ArrayList<>();
        for (LinkedApi api : linked.apis()) {
            String base = api.declaration().baseUri();
            symbols.add(new Symbol(
                    api.namespace(),
                    SymbolKind.NAMESPACE,
                    base == null ? "" : base,
                    api.declaration().description(),
                    api.declaration().node().at("namespace"),
                    fileOf(api)));
        }
        return symbols;
    }

    /** The namespaces of servers. */
    List<Symbol> servers() {
        return once("servers", this::findServers);
    }

    private List<Symbol> findServers() {
        List<Symbol> symbols = new ArrayList<>();
        for (Expose expose : document.exposes()) {
            if (expose.namespace() != null) {
                symbols.add(new Symbol(
                        expose.namespace(),
                        SymbolKind.NAMESPACE,
                        expose.type(),
                        expose.node().text("description"),
                        expose.node().at("namespace")));
            }
        }
        return symbols;
    }

    /** What can be done at the servers of a namespace. */
    List<Symbol> actions(@Nullable String namespace) {
        List<YamlMapping> units = new ArrayList<>();
        for (Expose expose : document.exposes()) {
            if (namespace == null || !namespace.equals(expose.namespace())) {
                continue;
            }
            if (expose instanceof McpExpose mcp) {
                mcp.tools().forEach(tool -> units.add(tool.node()));
            } else if (expose instanceof RestExpose rest) {
                for (ExposedResource resource : rest.resources()) {
                    resource.operations().forEach(operation -> units.add(operation.node()));
                }
            }
        }
        List<Symbol> symbols = new ArrayList<>();
        for (YamlMapping unit : units) {
            String name = unit.text("name");
            if (name != null) {
                symbols.add(new Symbol(name, SymbolKind.FUNCTION, "", unit.text("description"), unit.at("name")));
            }
        }
        return symbols;
    }

    /** The namespaces that the document at a location offers. */
    List<Symbol> importable(@Nullable String location) {
        List<Symbol> symbols = new ArrayList<>();
        Path from = ImportedFiles.located(file, location);
        for (Consumes consumes : ImportedFiles.offered(from)) {
            if (consumes.namespace() != null) {
                symbols.add(new Symbol(
                        consumes.namespace(),
                        SymbolKind.NAMESPACE,
                        "",
                        consumes.node().text("description"),
                        consumes.node().at(consumes.node().has("namespace") ? "namespace" : "import"),
                        from));
            }
        }
        return symbols;
    }

    private @Nullable Path fileOf(LinkedApi api) {
        YamlNode root = api.declaration().node();
        while (root.parent() != null) {
            root = root.parent();
        }
        return root == document.node() ? null : ImportedFiles.declaring(document, file, api.namespace());
    }
}
