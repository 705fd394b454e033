package dev.capstan.linter.configuration;

import java.util.List;
import java.util.Map;

/**
 * Other levels for some places.
 *
 * @param places where
 * @param levels by rule
 */
record LevelOverride(List<Place> places, Map<String, RuleLevel> levels) {
    /**
     * Files, or a part of their documents.
     *
     * @param files which
     * @param pointer of the part; empty for the whole document
     */
    record Place(PathGlob files, String pointer) {
        boolean holds(String path, String at) {
            return (pointer.isEmpty() || at.equals(pointer) || at.startsWith(pointer + "/")) && files.matches(path);
        }
    }

    boolean holds(String path, String pointer) {
        for (Place place : places) {
            if (place.holds(path, pointer)) {
                return true;
            }
        }
        return false;
    }
}
