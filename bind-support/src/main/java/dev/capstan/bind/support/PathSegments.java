package dev.capstan.bind.support;

import java.util.regex.Pattern;

/** The names in a location that become segments of a path on a server. */
public final class PathSegments {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._~@+=:-]+");

    private PathSegments() {}

    /** Whether each segment stands for itself in a path: no empty one, none that is dots only, and nothing to be encoded. */
    public static boolean areSafe(String path) {
        for (String segment : path.split("/", -1)) {
            if (!SAFE.matcher(segment).matches() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
