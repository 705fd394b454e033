package dev.capstan.document.link.internal.name;

import dev.capstan.document.linked.expression.Expression;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The steps of a unit that come before the one being linked, and which of them are referred to. */
public final class StepNames {
    private final NameIndex<Integer> names = new NameIndex<>();
    private final Map<String, Integer> exact = new LinkedHashMap<>();
    private final BitSet referenced = new BitSet();
    private final Set<Integer> uses = new TreeSet<>();

    /** Makes a step visible to what comes after it. */
    public void add(String name, int index) {
        names.add(name, index);
        exact.putIfAbsent(name, index);
    }

    /** The index of the step of that name, exactly or folded; null when none has it. */
    @Nullable
    public Integer find(String name) {
        List<Integer> found = names.find(name);
        if (found.isEmpty()) {
            return null;
        }
        use(found.get(0));
        return found.get(0);
    }

    public boolean isKnown(String name) {
        return !names.find(name).isEmpty();
    }

    /** Notes that a step's result is referred to. */
    public void use(int index) {
        referenced.set(index);
        uses.add(index);
    }

    /** The steps that were referred to since the last time this was asked. */
    public Set<Integer> takeUses() {
        Set<Integer> taken = Set.copyOf(uses);
        uses.clear();
        return taken;
    }

    public boolean isReferenced(int index) {
        return referenced.get(index);
    }

    /** The names of all steps so far. */
    public Set<String> all() {
        return exact.keySet();
    }

    /** The results of all steps so far, by name; counts as referring to them. */
    public Map<String, Expression> results() {
        Map<String, Expression> results = new LinkedHashMap<>();
        exact.forEach((name, index) -> {
            use(index);
            results.put(name, new Expression.StepValue(index));
        });
        return results;
    }
}
