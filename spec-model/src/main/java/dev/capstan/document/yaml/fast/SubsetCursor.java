package dev.capstan.document.yaml.fast;

import dev.capstan.document.diagnostic.SourceRange;

/**
 * A place in a text that moves forward, and the text around it. Lines and columns are counted from 0 here, columns in
 * chars: what stands before a block's indentation is ASCII.
 */
final class SubsetCursor {
    /** Stands behind the last character; no text that is read holds it. */
    static final char END = '\0';

    private static final int NO_COLUMN = -1;

    /** Where a text has surrogate pairs, each column is counted from the line's start: that must not take long. */
    private static final int LONGEST_LINE_OF_PAIRS = 2000;

    final String text;
    final char[] chars;
    private final int length;
    private final boolean hasPairs;

    /** The index of the current character. */
    int at;

    private int line;
    private int lineStart;

    SubsetCursor(String text) {
        this.text = text;
        this.length = text.length();
        this.chars = new char[length + 1];
        text.getChars(0, length, chars, 0);
        this.hasPairs = checkCharacters();
    }

    /** Leaves tabs, carriage returns and all that YAML forbids or that needs thought to the full parser. */
    private boolean checkCharacters() {
        boolean pairs = false;
        int longestLine = 0;
        int start = 0;
        for (int i = 0; i < length; i++) {
            char c = chars[i];
            if (c >= ' ' && c <= '~') {
                continue;
            }
            if (c == '\n') {
                longestLine = Math.max(longestLine, i - start);
                start = i;
            } else if (Character.isHighSurrogate(c) && Character.isLowSurrogate(chars[i + 1])) {
                pairs = true;
                i++;
            } else if (isOutside(c)) {
                throw new OutsideSubset();
            }
        }
        if (pairs && Math.max(longestLine, length - start) > LONGEST_LINE_OF_PAIRS) {
            throw new OutsideSubset();
        }
        return pairs;
    }

    private static boolean isOutside(char c) {
        return c < '\u00A0'
                || c == '\u2028'
                || c == '\u2029'
                || c >= '\uD800' && c <= '\uF8FF'
                || c == '\uFEFF'
                || c >= '\uFFF0';
    }

    char current() {
        return chars[at];
    }

    /** The character behind the current one, which is not the end. */
    char next() {
        return chars[at + 1];
    }

    /** The column of the current character; -1 at the end, which lies before every indentation. */
    int column() {
        return at == length ? NO_COLUMN : at - lineStart;
    }

    boolean isAtEnd() {
        return at == length;
    }

    /** Whether nothing but a comment follows on this line. Call it where a space or an indicator stands before. */
    boolean isAtLineEnd() {
        char c = chars[at];
        return c == '\n' || c == END || c == '#';
    }

    /** Whether an item of a block sequence starts here. */
    boolean isAtEntry() {
        return chars[at] == '-' && isBreakOrSpace(chars[at + 1]);
    }

    static boolean isBreakOrSpace(char c) {
        return c == ' ' || c == '\n' || c == END;
    }

    void skipSpaces() {
        while (chars[at] == ' ') {
            at++;
        }
    }

    /** From the start of the text to what it says first, behind comments and one line that starts the document. */
    void toFirstContent() {
        skipSpaces();
        if (isAtLineEnd()) {
            skipLines();
        }
        if (at == lineStart && text.startsWith("---\n", at)) {
            at += 3;
            skipLines();
        }
        checkMarker();
    }

    /** To what the lines below say next; the rest of this one must be empty or a comment. */
    void toNextContent() {
        int from = at;
        skipSpaces();
        if (chars[at] == '#' && at == from && at > lineStart && chars[at - 1] != ' ') {
            throw new OutsideSubset();
        }
        if (!isAtLineEnd()) {
            throw new OutsideSubset();
        }
        skipLines();
        checkMarker();
    }

    /** To the first line below that is neither empty nor a comment. */
    private void skipLines() {
        do {
            while (chars[at] != '\n') {
                if (chars[at] == END) {
                    return;
                }
                at++;
            }
            startLine(at + 1);
            skipSpaces();
        } while (isAtLineEnd());
    }

    /** The current character is the first of a new line from now on. */
    void startLine(int index) {
        at = index;
        line++;
        lineStart = index;
    }

    /** A line that ends or starts a document, and directives, are for the full parser. */
    private void checkMarker() {
        if (at == lineStart && (text.startsWith("---", at) || text.startsWith("...", at))) {
            throw new OutsideSubset();
        }
    }

    /** The current line, counted from 0. */
    int line() {
        return line;
    }

    /** The index of the current line's first character. */
    int lineStart() {
        return lineStart;
    }

    /** The column of an index of the line that starts at another, counted from 1 in code points as users see it. */
    int shownColumn(int start, int index) {
        return (hasPairs ? text.codePointCount(start, index) : index - start) + 1;
    }

    /** The stretch of the current line between two indices. */
    SourceRange range(int from, int to) {
        int column = shownColumn(lineStart, from);
        int width = hasPairs ? text.codePointCount(from, to) : to - from;
        return new SourceRange(line + 1, column, line + 1, column + width);
    }

    /** From a place, told as it is shown, to an index of the current line. */
    SourceRange rangeFrom(int startLine, int startColumn, int to) {
        return new SourceRange(startLine, startColumn, line + 1, shownColumn(lineStart, to));
    }
}
