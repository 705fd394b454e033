package dev.capstan.transport.internal.exchange;

import org.jspecify.annotations.Nullable;

/**
 * A request's target, taken apart (RFC 9112, section 3.2).
 *
 * @param path as sent; {@code *} for the server as a whole
 * @param query as sent; null when there is none
 * @param authority of a target in absolute form, which then counts instead of Host; else null
 */
public record RequestUri(
        String path, @Nullable String query, @Nullable String authority) {
    /** Takes a target apart; null when it has none of the forms a server understands, or characters no URI has. */
    public static @Nullable RequestUri parse(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c > '~' || c == '#') {
                return null;
            }
        }
        if (target.startsWith("/")) {
            return split(target, 0, null);
        }
        if (target.equals("*")) {
            return new RequestUri(target, null, null);
        }
        int scheme = target.regionMatches(true, 0, "http://", 0, 7) ? 7 : 0;
        if (scheme == 0 && target.regionMatches(true, 0, "https://", 0, 8)) {
            scheme = 8;
        }
        if (scheme == 0) {
            return null;
        }
        int end = scheme;
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        return split(target, end, target.substring(scheme, end));
    }

    private static RequestUri split(String target, int pathStart, @Nullable String authority) {
        int mark = target.indexOf('?', pathStart);
        int pathEnd = mark < 0 ? target.length() : mark;
        String path = pathStart == pathEnd ? "/" : target.substring(pathStart, pathEnd);
        return new RequestUri(path, mark < 0 ? null : target.substring(mark + 1), authority);
    }
}
