package dev.capstan.languageserver.internal.text;

/**
 * A stretch of text, as editors count.
 *
 * @param start its first character
 * @param end just behind its last character
 */
public record TextRange(TextPosition start, TextPosition end) {
    /** A stretch of one line. */
    public static TextRange onLine(int line, int from, int to) {
        return new TextRange(new TextPosition(line, from), new TextPosition(line, to));
    }

    /** Whether a position lies in it or at one of its ends. */
    public boolean touches(TextPosition position) {
        return start.compareTo(position) <= 0 && position.compareTo(end) <= 0;
    }

    /** Whether the stretches have a position in common, if only an end. */
    public boolean touches(TextRange other) {
        return start.compareTo(other.end) <= 0 && other.start.compareTo(end) <= 0;
    }
}
