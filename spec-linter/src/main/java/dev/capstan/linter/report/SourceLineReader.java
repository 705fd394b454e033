package dev.capstan.linter.report;

import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.diagnostic.SourceText;

/**
 * Reads the lines that findings start on. A document may be one line of megabytes with a thousand findings: a long line is
 * read on from the finding before, and only a piece of it is kept for each. Used by one thread, finding after finding.
 */
public final class SourceLineReader {
    private static final int LONGEST = 512;
    private static final int BEFORE = 128;

    private final SourceText source;
    private int number;
    private SourceLine whole = SourceLine.NONE;
    private int column;
    private int index;

    /** A reader of a document's lines. */
    public SourceLineReader(SourceText source) {
        this.source = source;
    }

    /** The line that a range starts on; nothing when there is no such line. */
    public SourceLine at(SourceRange range) {
        if (range.line() != number) {
            number = range.line();
            whole = SourceLine.whole(source.line(number));
            column = 1;
            index = 0;
        }
        return whole.text().length() <= LONGEST ? whole : piece(range.column());
    }

    private SourceLine piece(int at) {
        String text = whole.text();
        if (at < column) {
            column = 1;
            index = 0;
        }
        while (column < at && index < text.length()) {
            index += Character.charCount(text.codePointAt(index));
            column++;
        }
        int from = between(text, Math.max(0, index - BEFORE));
        int to = between(text, Math.min(text.length(), index + LONGEST - BEFORE));
        return new SourceLine(text.substring(from, to), column - text.codePointCount(from, index), to < text.length());
    }

    /** Never in the middle of a surrogate pair. */
    private static int between(String text, int index) {
        boolean inside = index > 0
                && index < text.length()
                && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
        return inside ? index - 1 : index;
    }
}
