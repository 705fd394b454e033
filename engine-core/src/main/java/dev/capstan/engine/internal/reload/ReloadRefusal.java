package dev.capstan.engine.internal.reload;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.engine.internal.assembly.DocumentGeneration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Decides whether a generation may replace another one: it must be served, and nothing that was may be left out for an error. */
final class ReloadRefusal {
    private ReloadRefusal() {}

    /** What stands against it; empty when nothing does. */
    static List<Diagnostic> of(DocumentGeneration old, DocumentGeneration made) {
        if (!made.isServing()) {
            return made.status().diagnostics();
        }
        Set<Diagnostic> reasons = new LinkedHashSet<>();
        Set<String> before = old.served();
        made.leftOut().forEach((name, why) -> {
            if (before.contains(name)) {
                reasons.addAll(why);
            }
        });
        return new ArrayList<>(reasons);
    }
}
