package dev.capstan.document.link.internal.name;

import dev.capstan.document.syntax.FoldedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds things by name: exactly first, then folded where only one spelling folds that way. Several things may have one
 * name.
 */
public final class NameIndex<T> {
    private final Map<String, List<T>> exact = new LinkedHashMap<>();

    /** Names by how they fold; made when first asked for, because most names are written as they are declared. */
    private @Nullable Map<String, Set<String>> spellings;

    public void add(String name, T thing) {
        exact.computeIfAbsent(name, unused -> new ArrayList<>(1)).add(thing);
        if (spellings != null) {
            spell(spellings, name);
        }
    }

    private static void spell(Map<String, Set<String>> spellings, String name) {
        spellings
                .computeIfAbsent(FoldedName.fold(name), unused -> new LinkedHashSet<>(2))
                .add(name);
    }

    /** The things of that name; empty when there are none, or when folding leaves it open which are meant. */
    public List<T> find(String name) {
        List<T> found = exact.get(name);
        if (found != null) {
            return found;
        }
        Set<String> folded = exact.isEmpty() ? null : spellings().get(FoldedName.fold(name));
        return folded != null && folded.size() == 1
                ? exact.getOrDefault(folded.iterator().next(), List.of())
                : List.of();
    }

    /** Everything, in the order it was added. */
    public List<T> all() {
        return exact.values().stream().flatMap(List::stream).toList();
    }

    /** Groups of different spellings that fold alike. */
    public List<Set<String>> ambiguities() {
        return exact.size() < 2
                ? List.of()
                : spellings().values().stream()
                        .filter(group -> group.size() > 1)
                        .toList();
    }

    private Map<String, Set<String>> spellings() {
        Map<String, Set<String>> all = spellings;
        if (all == null) {
            all = new HashMap<>();
            for (String name : exact.keySet()) {
                spell(all, name);
            }
            spellings = all;
        }
        return all;
    }
}
