package dev.capstan.engine.internal.assembly;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlPointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what a schema error takes down: one unit or operation, all below a resource, adapter or API, or the document. */
final class SchemaScope {
    private static final Pattern ENTRY = Pattern.compile("(/capability)?/(exposes|consumes)/\\d+(/.*)?");

    private static final Pattern FUNCTION =
            Pattern.compile("((?:/capability)?/aggregates/\\d+)(?=(/functions/\\d+)/).*");

    private final Map<String, List<Diagnostic>> byPointer = new HashMap<>();
    private final List<Diagnostic> ofDocument = new ArrayList<>();

    SchemaScope(LinkedDocument document, List<Diagnostic> errors) {
        if (errors.isEmpty()) {
            return;
        }
        Set<String> units = new LinkedHashSet<>();
        for (LinkedAdapter adapter : document.adapters()) {
            adapter.units().forEach(unit -> units.add(unit.declaration().node().pointer()));
            if (adapter instanceof LinkedAdapter.Mcp mcp) {
                mcp.prompts()
                        .forEach(prompt -> units.add(prompt.declaration().node().pointer()));
            } else if (adapter instanceof LinkedAdapter.Skills skills) {
                skills.skills()
                        .forEach(skill -> units.add(skill.declaration().node().pointer()));
            }
            if (adapter.units().isEmpty()) {
                units.add(adapter.declaration().node().pointer());
            }
        }
        for (LinkedApi api : document.apis()) {
            api.operations()
                    .forEach(operation ->
                            units.add(operation.declaration().node().pointer()));
        }
        for (Diagnostic error : errors) {
            if (!assignToFunction(document, error)) {
                assign(error, units);
            }
        }
    }

    /** What is wrong in a function is wrong in each unit that refers to it; false when none does, or it is not in a function. */
    private boolean assignToFunction(LinkedDocument document, Diagnostic error) {
        Matcher function = FUNCTION.matcher(error.pointer());
        if (!function.matches()
                || !(YamlPointer.resolve(document.document().node(), function.group(1))
                        instanceof YamlMapping aggregate)
                || !(YamlPointer.resolve(document.document().node(), function.group(1) + function.group(2))
                        instanceof YamlMapping declared)) {
            return false;
        }
        String name = aggregate.text("namespace") + "." + declared.text("name");
        boolean isReferred = false;
        for (LinkedAdapter adapter : document.adapters()) {
            for (LinkedUnit unit : adapter.units()) {
                YamlMapping node = unit.declaration().node();
                if (name.equals(node.text("ref"))) {
                    byPointer
                            .computeIfAbsent(node.pointer(), unused -> new ArrayList<>())
                            .add(error);
                    isReferred = true;
                }
            }
        }
        return isReferred;
    }

    private void assign(Diagnostic error, Set<String> units) {
        String pointer = error.pointer();
        for (String unit : units) {
            if (pointer.equals(unit) || pointer.startsWith(unit + "/")) {
                byPointer.computeIfAbsent(unit, unused -> new ArrayList<>()).add(error);
                return;
            }
        }
        String ancestor = pointer;
        while (ENTRY.matcher(ancestor).matches()) {
            boolean found = false;
            for (String unit : units) {
                if (unit.startsWith(ancestor + "/")) {
                    byPointer.computeIfAbsent(unit, unused -> new ArrayList<>()).add(error);
                    found = true;
                }
            }
            if (found) {
                return;
            }
            ancestor = ancestor.substring(0, ancestor.lastIndexOf('/'));
        }
        // An entry without any unit in it can take nothing else down.
        if (!ENTRY.matcher(pointer).matches()) {
            ofDocument.add(error);
        }
    }

    /** Errors that refuse the document as a whole. */
    List<Diagnostic> ofDocument() {
        return ofDocument;
    }

    /** Errors at that place or below it, in what is a unit or like one. */
    List<Diagnostic> at(YamlNode node) {
        return byPointer.getOrDefault(node.pointer(), List.of());
    }

    /** Errors that make that unit dead, those of the operations that it calls included. */
    List<Diagnostic> of(LinkedUnit unit) {
        List<Diagnostic> all = new ArrayList<>(at(unit.declaration().node()));
        for (LinkedOperation operation : unit.operations()) {
            YamlNode declared = operation.declaration().node();
            if (declared != unit.declaration().node()) {
                at(declared).stream().filter(error -> !all.contains(error)).forEach(all::add);
            }
        }
        return all;
    }
}
