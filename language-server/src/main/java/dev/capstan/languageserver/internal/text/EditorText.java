package dev.capstan.languageserver.internal.text;

import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.diagnostic.SourceText;

/** A text by its lines as editors count them. Immutable. */
public final class EditorText {
    private final SourceText source;

    public EditorText(String text) {
        this.source = SourceText.of(text);
    }

    public SourceText source() {
        return source;
    }

    public int lineCount() {
        return source.lines();
    }

    /** A line without its end; empty behind the last. */
    public String line(int line) {
        return source.line(line + 1);
    }

    /** The position, moved to the nearest one that there is; a byte order mark is no character here. */
    public TextPosition within(TextPosition position) {
        int line = Math.max(0, Math.min(position.line(), lineCount() - 1));
        return new TextPosition(
                line, Math.max(0, Math.min(position.character(), line(line).length())));
    }

    /** A range of a diagnostic as editors count. */
    public TextRange range(SourceRange range) {
        return new TextRange(position(range.line(), range.column()), position(range.endLine(), range.endColumn()));
    }

    /** The index in the text of a position. */
    public int offset(TextPosition position) {
        return Math.min(
                source.offset(position.line() + 1, 1) + position.character(),
                source.text().length());
    }

    /** Where a stretch of the text is, by the indexes of its first character and of the one behind it. */
    public TextRange range(int start, int end) {
        return new TextRange(position(start), position(end));
    }

    private TextPosition position(int offset) {
        int first = 1;
        int last = source.lines();
        while (first < last) {
            int middle = (first + last + 1) / 2;
            if (source.offset(middle, 1) <= offset) {
                first = middle;
            } else {
                last = middle - 1;
            }
        }
        return new TextPosition(first - 1, offset - source.offset(first, 1));
    }

    private TextPosition position(int line, int column) {
        int last = Math.max(1, Math.min(line, lineCount()));
        int wanted = line > last ? Integer.MAX_VALUE : column;
        String content = source.line(last);
        int codePoints = Math.min(Math.max(0, wanted - 1), content.codePointCount(0, content.length()));
        return new TextPosition(last - 1, content.offsetByCodePoints(0, codePoints));
    }
}
