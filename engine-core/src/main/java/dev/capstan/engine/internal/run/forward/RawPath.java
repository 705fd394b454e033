package dev.capstan.engine.internal.run.forward;

/** Judges the rest of a request's path, as sent, that is to be joined to a base URI. */
final class RawPath {
    private RawPath() {}

    /**
     * Whether no server that decodes the path, however often, leaves the base URI's path: no segment is {@code .} or {@code ..}
     * once decoded, and none has an encoded slash or backslash beside dots.
     */
    static boolean staysBelow(String path) {
        int from = 0;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            if (isDangerous(path, from, to)) {
                return false;
            }
            from = to + 1;
        }
        return true;
    }

    /** Decodes dots, slashes, backslashes and percent signs only, again and again: nothing else makes a segment dangerous. */
    private static boolean isDangerous(String path, int from, int to) {
        String segment = path.substring(from, to);
        boolean hasSlash = segment.indexOf('\\') >= 0;
        for (int rounds = 0; rounds < 3; rounds++) {
            StringBuilder decoded = new StringBuilder(segment.length());
            for (int i = 0; i < segment.length(); i++) {
                int code = i + 2 < segment.length() && segment.charAt(i) == '%' ? code(segment, i + 1) : -1;
                if (code == '.' || code == '%') {
                    decoded.append((char) code);
                    i += 2;
                } else if (code == '/' || code == '\\') {
                    decoded.append('/');
                    hasSlash = true;
                    i += 2;
                } else {
                    decoded.append(segment.charAt(i));
                }
            }
            String next = decoded.toString();
            if (next.equals(segment)) {
                break;
            }
            segment = next;
        }
        if (!hasSlash) {
            return segment.equals(".") || segment.equals("..");
        }
        for (String part : segment.split("[/\\\\]", -1)) {
            if (part.equals(".") || part.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static int code(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
