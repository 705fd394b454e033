package dev.capstan.adapter.mcp.internal.streams;

import dev.capstan.adapter.mcp.internal.listing.ListPages;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lists of a server, to be compared with those that it has later. Immutable.
 *
 * @param pages of each kind that the server has
 */
public record Lists(Map<Change, List<ListPages>> pages) {
    /** Of a server that says itself when they change. */
    public static final Lists UNTOLD = new Lists(Map.of());

    /** Copies the map. */
    public Lists {
        pages = Map.copyOf(pages);
    }

    /** Which of them are others than they were. */
    Set<Change> changedSince(Lists before) {
        Set<Change> changed = EnumSet.noneOf(Change.class);
        for (Change kind : Change.values()) {
            if (!isSame(pages.getOrDefault(kind, List.of()), before.pages.getOrDefault(kind, List.of()))) {
                changed.add(kind);
            }
        }
        return changed;
    }

    private static boolean isSame(List<ListPages> now, List<ListPages> before) {
        if (now.size() != before.size()) {
            return false;
        }
        for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).isSameAs(before.get(i))) {
                return false;
            }
        }
        return true;
    }
}
