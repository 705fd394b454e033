package dev.capstan.engine.internal.assembly;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedUnit;
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

    /** Errors that make that unit dead, its operation's included. */
    List<Diagnostic> of(LinkedUnit unit) {
        List<Diagnostic> all =
                new ArrayList<>(byPointer.getOrDefault(unit.declaration().node().pointer(), List.of()));
        LinkedOperation operation = unit.operation();
        if (operation != null
                && operation.declaration().node() != unit.declaration().node()) {
            all.addAll(byPointer.getOrDefault(operation.declaration().node().pointer(), List.of()));
        }
        return all;
    }
}
