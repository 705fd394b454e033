package dev.capstan.linter.rules;

import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.model.Aggregate;
import dev.capstan.document.model.AggregateFunction;
import dev.capstan.document.model.Document;
import dev.capstan.document.model.Expose;
import dev.capstan.document.model.ExposedOperation;
import dev.capstan.document.model.ExposedResource;
import dev.capstan.document.model.McpExpose;
import dev.capstan.document.model.RestExpose;
import dev.capstan.document.model.Tool;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What references can name, and the words for one that names nothing. */
final class References {
    private References() {}

    /** The functions of all aggregates, by {@code namespace.function}. */
    static Map<String, AggregateFunction> functions(Document document) {
        Map<String, AggregateFunction> functions = new LinkedHashMap<>();
        if (document.capability() != null) {
            for (Aggregate aggregate : document.capability().aggregates()) {
                for (AggregateFunction function : aggregate.functions()) {
                    functions.putIfAbsent(aggregate.namespace() + "." + function.name(), function);
                }
            }
        }
        return functions;
    }

    /** The consumed operations, as {@code namespace.operation}. */
    static Set<String> operations(LinkedDocument linked) {
        Set<String> operations = new LinkedHashSet<>();
        for (LinkedApi api : linked.apis()) {
            for (LinkedOperation operation : api.operations()) {
                operations.add(operation.reference());
            }
        }
        return operations;
    }

    /** The method of a consumed operation; null when there is none of that name. */
    static @Nullable String method(LinkedDocument linked, String reference) {
        for (LinkedApi api : linked.apis()) {
            for (LinkedOperation operation : api.operations()) {
                if (operation.reference().equals(reference)) {
                    return operation.method();
                }
            }
        }
        return null;
    }

    /** What can be done at the REST and MCP servers, by their namespaces. */
    static Map<String, Set<String>> actions(Document document) {
        Map<String, Set<String>> actions = new LinkedHashMap<>();
        for (Expose expose : document.exposes()) {
            if (expose.namespace() == null) {
                continue;
            }
            if (expose instanceof McpExpose mcp) {
                Set<String> names = actions.computeIfAbsent(expose.namespace(), namespace -> new LinkedHashSet<>());
                mcp.tools().stream().map(Tool::name).forEach(names::add);
            } else if (expose instanceof RestExpose rest) {
                Set<String> names = actions.computeIfAbsent(expose.namespace(), namespace -> new LinkedHashSet<>());
                for (ExposedResource resource : rest.resources()) {
                    resource.operations().stream().map(ExposedOperation::name).forEach(names::add);
                }
            }
        }
        actions.values().forEach(names -> names.remove(null));
        return actions;
    }

    /** Reports a name that names nothing, with the nearest one that does. */
    static void unknown(YamlNode at, String kind, String name, Set<String> known, RuleReport report) {
        unknown(at, kind, name, "", known, report);
    }

    /** As {@link #unknown(YamlNode, String, String, Set, RuleReport)}, with where it was looked for. */
    static void unknown(YamlNode at, String kind, String name, String where, Set<String> known, RuleReport report) {
        String nearest = NearestName.among(name, known);
        String advice = nearest != null
                ? "; write " + nearest
                : known.isEmpty() ? "; there is none" : "; there is " + listed(known);
        report.found(at, "there is no " + kind + " \"" + name + "\"" + where + advice, nearest);
    }

    private static String listed(Set<String> names) {
        int most = 8;
        String some = String.join(", ", names.stream().limit(most).toList());
        return names.size() > most ? some + " and " + (names.size() - most) + " more" : some;
    }
}
