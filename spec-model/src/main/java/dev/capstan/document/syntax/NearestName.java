package dev.capstan.document.syntax;

import java.util.Collection;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the name that a misspelt one was probably meant to be: the fewest insertions, deletions, substitutions and swaps
 * of neighbours (Damerau-Levenshtein, optimal string alignment), letter case counting for little; failing that, the only one that it
 * abbreviates. Names too far off are not suggested.
 */
public final class NearestName {
    /** Longer names are compared only by folding: no one misspells them, and comparing is quadratic. */
    private static final int LONGEST = 100;

    private static final int SHORTEST_ABBREVIATION = 3;

    /** The most candidates that are compared letter by letter; a document may name thousands of names wrongly. */
    private static final int MOST_COMPARED = 500;

    /** The most candidates that are looked at: tens of thousands of wrong names may face as many candidates. */
    private static final int MOST_CANDIDATES = 3_000;

    private NearestName() {}

    /**
     * The candidate nearest to a name.
     *
     * @param name what was written
     * @param candidates what could have been meant; among equally near ones the first wins
     * @return null when none is near: about one edit in three characters is allowed, four at most, or an abbreviation
     */
    public static @Nullable String among(String name, Collection<String> candidates) {
        String same = first(candidates, candidate -> FoldedName.same(name, candidate));
        if (same != null || name.length() > LONGEST) {
            return same;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        String nearest = null;
        int least = Integer.MAX_VALUE;
        int compared = 0;
        int seen = 0;
        for (String candidate : candidates) {
            if (++seen > MOST_CANDIDATES) {
                break;
            }
            int allowed = Math.min(allowed(Math.max(lower.length(), candidate.length())), least - 1);
            if (Math.abs(candidate.length() - name.length()) > allowed || candidate.length() > LONGEST) {
                continue;
            }
            if (++compared > MOST_COMPARED) {
                break;
            }
            int distance = distance(lower, candidate.toLowerCase(Locale.ROOT), allowed);
            if (distance <= allowed) {
                nearest = candidate;
                least = distance;
            }
        }
        return nearest != null ? nearest : abbreviated(name, candidates);
    }

    /**
     * Whether a name is another one misspelt: the same but for letter case, {@code -} and {@code _}, or as many edits away as
     * {@link #among} allows. An abbreviation is none: it may be a word of its own.
     */
    public static boolean isMisspelling(String name, String meant) {
        if (FoldedName.same(name, meant)) {
            return true;
        }
        if (name.length() > LONGEST || meant.length() > LONGEST) {
            return false;
        }
        int allowed = allowed(Math.max(name.length(), meant.length()));
        return Math.abs(name.length() - meant.length()) <= allowed
                && distance(name.toLowerCase(Locale.ROOT), meant.toLowerCase(Locale.ROOT), allowed) <= allowed;
    }

    /** The only candidate that the name abbreviates, or that abbreviates the name. */
    private static @Nullable String abbreviated(String name, Collection<String> candidates) {
        String found = first(candidates, candidate -> abbreviates(name, candidate));
        boolean only = found == null
                || first(candidates, candidate -> !candidate.equals(found) && abbreviates(name, candidate)) == null;
        return only ? found : null;
    }

    private static boolean abbreviates(String one, String other) {
        int length = Math.min(one.length(), other.length());
        return length >= SHORTEST_ABBREVIATION && one.regionMatches(true, 0, other, 0, length);
    }

    private static @Nullable String first(Collection<String> candidates, Predicate<String> wanted) {
        int seen = 0;
        for (String candidate : candidates) {
            if (++seen > MOST_CANDIDATES) {
                return null;
            }
            if (wanted.test(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static int allowed(int length) {
        return length < 3 ? 0 : Math.min(4, (length + 1) / 3);
    }

    /** The distance of two texts, or any larger number than {@code bound} when it is larger. */
    private static int distance(String one, String other, int bound) {
        int width = other.length() + 1;
        int[] beforeLast = new int[width];
        int[] last = new int[width];
        int[] row = new int[width];
        for (int j = 0; j < width; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            int best = i;
            for (int j = 1; j < width; j++) {
                int substitution = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int cost = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + substitution);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cost = Math.min(cost, beforeLast[j - 2] + 1);
                }
                row[j] = cost;
                best = Math.min(best, cost);
            }
            if (best > bound) {
                return bound + 1;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[other.length()];
    }
}
