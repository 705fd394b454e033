package dev.capstan.spec.link;

import dev.capstan.spec.syntax.FoldedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds things by name: exactly first, then folded where only one spelling folds that way. Several things may have one
 * name.
 */
final class NameIndex<T> {
    private final Map<String, List<T>> exact = new LinkedHashMap<>();
    private final Map<String, Set<String>> spellings = new HashMap<>();

    void add(String name, T thing) {
        exact.computeIfAbsent(name, unused -> new ArrayList<>(1)).add(thing);
        spellings
                .computeIfAbsent(FoldedName.fold(name), unused -> new LinkedHashSet<>(2))
                .add(name);
    }

    /** The things of that name; empty when there are none, or when folding leaves it open which are meant. */
    List<T> find(String name) {
        List<T> found = exact.get(name);
        if (found != null) {
            return found;
        }
        Set<String> folded = spellings.get(FoldedName.fold(name));
        return folded != null && folded.size() == 1
                ? exact.getOrDefault(folded.iterator().next(), List.of())
                : List.of();
    }

    /** Groups of different spellings that fold alike. */
    List<Set<String>> ambiguities() {
        return spellings.values().stream().filter(group -> group.size() > 1).toList();
    }
}
