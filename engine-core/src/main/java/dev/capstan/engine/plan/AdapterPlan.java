package dev.capstan.engine.plan;

import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An adapter of a document, compiled.
 *
 * @param linked the adapter as linked, dead units included
 * @param file the document's name as the user gave it
 * @param title what the document calls itself; its file's name when it does not
 * @param units the live units that can be called, in the order of the document
 * @param forwards the live units that pass requests on, in the order of the document
 */
public record AdapterPlan(
        LinkedAdapter linked, String file, String title, List<UnitPlan> units, List<ForwardPlan> forwards) {
    /** The adapter's name. */
    public String namespace() {
        return linked.namespace();
    }

    /** The plan of that linked unit; null when it is dead, or cannot be called. */
    public @Nullable UnitPlan planOf(LinkedUnit unit) {
        for (UnitPlan plan : units) {
            if (plan.linked() == unit) {
                return plan;
            }
        }
        return null;
    }

    /** The plan of that linked forward; null when it is dead, or no forward. */
    public @Nullable ForwardPlan forwardOf(LinkedUnit unit) {
        for (ForwardPlan plan : forwards) {
            if (plan.linked() == unit) {
                return plan;
            }
        }
        return null;
    }

    /** How many units it has that are live. */
    public int liveUnits() {
        return units.size() + forwards.size();
    }
}
