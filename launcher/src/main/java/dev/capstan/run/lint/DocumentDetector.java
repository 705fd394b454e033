package dev.capstan.run.lint;

import java.nio.charset.StandardCharsets;

/** Tells a capability document by its key {@code naftiko} at the top, without parsing it: it may be broken. */
final class DocumentDetector {
    private static final byte[] KEY = "naftiko".getBytes(StandardCharsets.US_ASCII);

    private DocumentDetector() {}

    /** Whether a file holds a document. */
    static boolean isIn(byte[] content) {
        int start = afterByteOrderMark(content);
        int first = skipBlank(content, start);
        if (first < content.length && content[first] == '{') {
            return isInFlow(content, first);
        }
        for (int line = start; line < content.length; line = nextLine(content, line)) {
            if (isKey(content, line)) {
                return true;
            }
        }
        return false;
    }

    /** JSON, or YAML that is written like it: a key of the outermost mapping. A schema of documents has it further inside. */
    private static boolean isInFlow(byte[] content, int start) {
        int depth = 0;
        boolean tokenStart = true;
        boolean keyStart = false;
        for (int i = start; i < content.length; i++) {
            byte c = content[i];
            if (c == '#' && isBlank(content[i - 1])) {
                i = endOfLine(content, i);
            } else if (keyStart && depth == 1 && isKey(content, i)) {
                return true;
            } else if (tokenStart && (c == '"' || c == '\'')) {
                i = endOfQuoted(content, i);
                tokenStart = false;
                keyStart = false;
            } else {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                keyStart = c == '{' || c == ',' || keyStart && isBlank(c);
                tokenStart = keyStart || c == '[' || c == ':' || tokenStart && isBlank(c);
            }
        }
        return false;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static int endOfQuoted(byte[] content, int start) {
        int i = start + 1;
        while (i < content.length && content[i] != content[start]) {
            i += content[i] == '\\' && content[start] == '"' ? 2 : 1;
        }
        return i;
    }

    /** The key, in quotes or not, and a colon. */
    private static boolean isKey(byte[] content, int at) {
        int i = at;
        byte quote = i < content.length && (content[i] == '"' || content[i] == '\'') ? content[i] : 0;
        i += quote == 0 ? 0 : 1;
        if (i + KEY.length >= content.length) {
            return false;
        }
        for (byte letter : KEY) {
            if (content[i++] != letter) {
                return false;
            }
        }
        if (quote != 0 && content[i++] != quote) {
            return false;
        }
        while (i < content.length && (content[i] == ' ' || content[i] == '\t')) {
            i++;
        }
        return i < content.length && content[i] == ':';
    }

    private static int afterByteOrderMark(byte[] content) {
        boolean marked = content.length >= 3
                && content[0] == (byte) 0xEF
                && content[1] == (byte) 0xBB
                && content[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    private static int skipBlank(byte[] content, int start) {
        int i = start;
        while (i < content.length && content[i] <= ' ' && content[i] >= 0) {
            i++;
        }
        return i;
    }

    private static int nextLine(byte[] content, int start) {
        return endOfLine(content, start) + 1;
    }

    private static int endOfLine(byte[] content, int start) {
        int i = start;
        while (i < content.length && content[i] != '\n' && content[i] != '\r') {
            i++;
        }
        return i;
    }
}
