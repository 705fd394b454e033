package dev.capstan.consumer.http.internal.request;

import org.jspecify.annotations.Nullable;

/** What of a client's request target can be sent on as it is. */
final class RawTarget {
    private RawTarget() {}

    /**
     * Why that path cannot be sent on, for people; null when it can.
     *
     * @param path without the slash before it
     */
    static @Nullable String pathProblem(String path) {
        if (!isVisible(path) || path.indexOf('?') >= 0) {
            return "holds a character that no path can hold";
        }
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (holdsDotSegment(path, start, end)) {
                return "has a segment \".\" or \"..\", or an encoded slash beside dots";
            }
            start = end + 1;
        }
        return null;
    }

    /** Whether that query can be sent on. */
    static boolean isQuery(String query) {
        return isVisible(query);
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '#') {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a part of a segment is nothing but dots, for a reader that decodes the segment, takes encoded slashes and backslashes
     * for slashes, or drops what follows a semicolon.
     */
    private static boolean holdsDotSegment(String path, int from, int to) {
        int dots = 0;
        boolean isPlain = false;
        int at = from;
        while (at < to) {
            int octet = path.charAt(at);
            if (octet == '%' && at + 2 < to) {
                octet = Character.digit(path.charAt(at + 1), 16) << 4 | Character.digit(path.charAt(at + 2), 16);
                at += 2;
            }
            at++;
            if (octet == '/' || octet == '\\' || octet == ';') {
                if (!isPlain && isDots(dots)) {
                    return true;
                }
                // What follows a semicolon is no part of the path.
                isPlain = octet == ';';
                dots = 0;
            } else if (octet == '.') {
                dots++;
            } else {
                isPlain = true;
            }
        }
        return !isPlain && isDots(dots);
    }

    private static boolean isDots(int dots) {
        return dots == 1 || dots == 2;
    }
}
