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

    /** JSON, or YAML that is written like it: the key may stand anywhere. */
    private static boolean isInFlow(byte[] content, int start) {
        for (int i = start + 1; i < content.length; i++) {
            byte before = content[i - 1];
            boolean begins = before == '{' || before == ',' || before == '\n' || before == ' ' || before == '\t';
            if (begins && isKey(content, i)) {
                return true;
            }
        }
        return false;
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
        int i = start;
        while (i < content.length && content[i] != '\n' && content[i] != '\r') {
            i++;
        }
        return i + 1;
    }
}
