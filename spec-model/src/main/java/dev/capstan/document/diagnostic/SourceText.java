package dev.capstan.document.diagnostic;

import java.util.Arrays;

/**
 * The text of a file, addressed by line and column as {@link SourceRange} counts them. Lines end with a line feed, a
 * carriage return, or both; a byte order mark at the start belongs to no line. Immutable.
 */
public final class SourceText {
    private static final int AVERAGE_LINE = 32;

    private final String text;
    private final int[] starts;

    private SourceText(String text, int[] starts) {
        this.text = text;
        this.starts = starts;
    }

    /** Finds the lines of a text. */
    public static SourceText of(String text) {
        int[] starts = new int[text.length() / AVERAGE_LINE + 1];
        int count = 0;
        starts[count++] = text.startsWith("\uFEFF") ? 1 : 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean paired = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || c == '\r' && !paired) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return new SourceText(text, Arrays.copyOf(starts, count));
    }

    /** The whole text, a byte order mark included. */
    public String text() {
        return text;
    }

    /** How many lines there are; a line end at the end starts a last, empty one. */
    public int lines() {
        return starts.length;
    }

    /** A line without its end; empty when there is no such line. */
    public String line(int line) {
        if (line < 1 || line > starts.length) {
            return "";
        }
        int start = starts[line - 1];
        int end = line < starts.length ? starts[line] : text.length();
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The index in the text of a place; a place behind a line's end is its end, one behind the last line the text's. */
    public int offset(int line, int column) {
        if (line > starts.length) {
            return text.length();
        }
        int at = starts[Math.max(line, 1) - 1];
        int end = line < starts.length ? starts[line] : text.length();
        for (int i = 1; i < column && at < end; i++) {
            at += Character.charCount(text.codePointAt(at));
        }
        return Math.min(at, end);
    }

    /** What stands in a range. */
    public String slice(SourceRange range) {
        int start = offset(range.line(), range.column());
        return text.substring(start, Math.max(start, offset(range.endLine(), range.endColumn())));
    }
}
