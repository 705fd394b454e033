package dev.capstan.engine.internal.assembly;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what a schema error takes down: one unit or operation, all below a resource, adapter or API, or the document. */
final class SchemaScope {
    private static final Pattern ENTRY = Pattern.compile("(/capability)?/(exposes|consumes)/\\d+(/.*)?");

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
        errors.forEach(error -> assign(error, units));
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
