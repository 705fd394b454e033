package dev.capstan.document.link.internal.unit;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.internal.name.Findings;
import dev.capstan.document.model.Aggregate;
import dev.capstan.document.model.AggregateFunction;
import dev.capstan.document.model.Document;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions of a document's aggregates, by {@code namespace.name}. */
public final class FunctionIndex {
    /** A function and the namespace of its aggregate. */
    public record Entry(String namespace, AggregateFunction function) {}

    private final Map<String, Entry> functions = new LinkedHashMap<>();
    private final Set<String> referenced = new HashSet<>();

    /**
     * Indexes the functions of a document.
     *
     * @param problems takes names that are given twice, which make the document one that cannot be served
     */
    public FunctionIndex(Document document, Findings findings, List<Diagnostic> problems) {
        List<Aggregate> aggregates = document.capability() == null
                ? List.of()
                : document.capability().aggregates();
        Set<String> namespaces = new HashSet<>();
        for (Aggregate aggregate : aggregates) {
            String namespace = aggregate.namespace();
            if (namespace == null) {
                continue;
            }
            if (!namespaces.add(namespace)) {
                problems.add(findings.error(
                        "aggregate-duplicate",
                        aggregate.node().at("namespace"),
                        "two aggregates have the namespace \"" + namespace + "\"; rename one of them"));
            }
            for (AggregateFunction function : aggregate.functions()) {
                if (function.name() != null
                        && functions.putIfAbsent(namespace + "." + function.name(), new Entry(namespace, function))
                                != null) {
                    problems.add(findings.error(
                            "function-duplicate",
                            function.node().at("name"),
                            "two functions are named \"" + namespace + "." + function.name()
                                    + "\"; rename one of them"));
                }
            }
        }
    }

    /** The function that a {@code ref} names; null when there is none. */
    @Nullable
    Entry find(String ref) {
        referenced.add(ref);
        return functions.get(ref);
    }

    /** The functions that no unit refers to. */
    public List<Entry> unreferenced() {
        return functions.entrySet().stream()
                .filter(entry -> !referenced.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Reports a {@code ref} that names no function. */
    Diagnostic unknown(Findings findings, String ref, YamlNode at) {
        String nearest = NearestName.among(ref, functions.keySet());
        return findings.error(
                "ref-unknown",
                at,
                "no aggregate has a function \"" + ref + "\""
                        + (nearest != null
                                ? "; did you mean " + nearest + "?"
                                : functions.isEmpty()
                                        ? "; the document has no aggregates"
                                        : "; there are "
                                                + String.join(
                                                        ", ",
                                                        functions.keySet().stream()
                                                                .sorted()
                                                                .limit(6)
                                                                .toList())),
                nearest);
    }
}
