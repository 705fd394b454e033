package dev.capstan.languageserver.internal.symbol;

import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which names a place of a document can refer to. */
public final class ReferenceScope {
    static final String WITH = "with";
    private static final String INPUTS = "inputParameters";

    private final Declarations declarations;

    public ReferenceScope(Declarations declarations) {
        this.declarations = declarations;
    }

    /** What the value of a key can name as a whole; empty when it names nothing. */
    public List<Symbol> values(NodePath holder, String key) {
        YamlMapping mapping = holder.mapping();
        if (holder.last().equals(WITH)) {
            return arguments(holder);
        }
        return switch (key) {
            case "call" -> declarations.operations();
            case "ref" -> declarations.functions();
            case "targetNamespace" -> declarations.consumedNamespaces();
            case "index" -> steps(holder);
            case "sourceNamespace" -> declarations.servers();
            case "action" -> declarations.actions(mapping == null ? null : mapping.text("sourceNamespace"));
            case "import" -> declarations.importable(mapping == null ? null : mapping.text("location"));
            default -> List.of();
        };
    }

    /** The keys that a mapping can have because of what it belongs to: the parameters of the called operation. */
    public List<Symbol> keys(NodePath mapping) {
        YamlMapping owner = mapping.last().equals(WITH) ? mapping.holder() : null;
        return owner == null ? List.of() : declarations.parameters(owner.text("call"));
    }

    /** What can stand between double braces. */
    public List<Symbol> names(NodePath place) {
        List<Symbol> names = new ArrayList<>(
                place.unit() == null ? List.of() : declared(place).values());
        if (place.unit() != null) {
            names.addAll(steps(place));
        }
        if (place.consumed() != null) {
            Map<String, Symbol> given = consumedParameters(place);
            callerArguments(place).forEach(given::putIfAbsent);
            names.addAll(given.values());
        }
        names.addAll(declarations.variables());
        return names;
    }

    /** The arguments of the unit around, as {@code with} refers to them. */
    private List<Symbol> arguments(NodePath place) {
        List<Symbol> symbols = new ArrayList<>();
        YamlMapping adapter = place.adapter();
        YamlMapping server = adapter != null ? adapter : place.aggregate();
        if (server == null) {
            return symbols;
        }
        List<String> qualifiers = new ArrayList<>();
        if (server.text("namespace") != null) {
            qualifiers.add(server.text("namespace"));
        }
        if (adapter != null) {
            qualifiers.add("rest".equals(adapter.text("type")) ? "rest" : "tools");
        }
        for (String qualifier : qualifiers) {
            declared(place).forEach((name, symbol) -> symbols.add(symbol.named(qualifier + "." + name)));
        }
        return symbols;
    }

    /** The arguments that the unit around and its path declare. */
    private static Map<String, Symbol> declared(NodePath place) {
        Map<String, Symbol> found = new LinkedHashMap<>();
        addInputs(place.unit(), SymbolKind.ARGUMENT, found);
        YamlMapping resource = place.exposedResource();
        if (resource != null && resource != place.unit()) {
            addInputs(resource, SymbolKind.ARGUMENT, found);
            String path = resource.text("path");
            for (String name : PathTemplate.parse(path == null ? "" : path).placeholders()) {
                found.putIfAbsent(name, new Symbol(name, SymbolKind.ARGUMENT, "path", null, resource.at("path")));
            }
        }
        return found;
    }

    private static Map<String, Symbol> consumedParameters(NodePath place) {
        Map<String, Symbol> found = new LinkedHashMap<>();
        place.mappingsOutwards().forEach(mapping -> addInputs(mapping, SymbolKind.PARAMETER, found));
        return found;
    }

    /** What callers of the consumed operation around give it by name: its body template can ask for that. */
    private Map<String, Symbol> callerArguments(NodePath place) {
        Map<String, Symbol> found = new LinkedHashMap<>();
        YamlMapping api = place.consumed();
        YamlMapping operation = place.consumedOperation();
        String namespace = api == null ? null : api.text("namespace");
        String name = operation == null ? null : operation.text("name");
        if (namespace == null || name == null) {
            return found;
        }
        for (YamlMapping caller : declarations.callers(namespace + "." + name)) {
            YamlMapping with = caller.mapping(WITH);
            if (with != null) {
                for (YamlMapping.Entry entry : with.entries()) {
                    found.putIfAbsent(
                            entry.name(),
                            new Symbol(entry.name(), SymbolKind.ARGUMENT, "set by with", null, entry.key()));
                }
            }
            declared(NodePath.of(declarations.root(), caller)).forEach(found::putIfAbsent);
        }
        return found;
    }

    /** The namespaces of servers, which qualify arguments. */
    List<Symbol> servers() {
        return declarations.servers();
    }

    /** The arguments that the path of the exposed resource there names. */
    List<Symbol> pathArguments(NodePath resource) {
        Map<String, Symbol> found = new LinkedHashMap<>();
        YamlMapping mapping = resource.mapping();
        addInputs(mapping, SymbolKind.ARGUMENT, found);
        YamlSequence operations = mapping == null ? null : mapping.sequence("operations");
        if (operations != null) {
            for (YamlNode operation : operations.items()) {
                addInputs(operation instanceof YamlMapping unit ? unit : null, SymbolKind.ARGUMENT, found);
            }
        }
        return List.copyOf(found.values());
    }

    /** The namespaces that qualify variables. */
    List<Symbol> bindNamespaces() {
        return declarations.bindNamespaces();
    }

    /** The namespaces that qualify what a key names; empty for keys whose values have none. */
    List<Symbol> namespaces(String key) {
        return switch (key) {
            case "call" -> declarations.consumedNamespaces();
            case "ref" -> declarations.aggregateNamespaces();
            default -> List.of();
        };
    }

    private static void addInputs(@Nullable YamlMapping owner, SymbolKind kind, Map<String, Symbol> to) {
        YamlSequence inputs = owner == null ? null : owner.sequence(INPUTS);
        if (inputs == null) {
            return;
        }
        for (YamlNode input : inputs.items()) {
            String name = input instanceof YamlMapping mapping ? mapping.text("name") : null;
            if (name != null && input instanceof YamlMapping mapping) {
                String in = mapping.text("in");
                String type = mapping.text("type");
                String detail =
                        (type == null ? "" : type) + (type != null && in != null ? ", " : "") + (in == null ? "" : in);
                to.putIfAbsent(name, new Symbol(name, kind, detail, mapping.text("description"), mapping.at("name")));
            }
        }
    }

    private static List<Symbol> steps(NodePath place) {
        List<Symbol> symbols = new ArrayList<>();
        YamlMapping unit = place.unit();
        YamlSequence steps = unit == null ? null : unit.sequence("steps");
        if (steps == null) {
            return symbols;
        }
        for (YamlNode step : steps.items()) {
            if (step == place.mapping()) {
                break;
            }
            String name = step instanceof YamlMapping mapping ? mapping.text("name") : null;
            if (name != null && step instanceof YamlMapping mapping) {
                String call = mapping.text("call");
                symbols.add(new Symbol(
                        name, SymbolKind.STEP, call == null ? "" : "calls " + call, null, mapping.at("name")));
            }
        }
        return symbols;
    }
}
