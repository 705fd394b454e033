package dev.capstan.document.diagnostic;

/**
 * A stretch of a source file.
 *
 * @param line first line, counted from 1
 * @param column first column, counted from 1 in Unicode code points
 * @param endLine line of the position just behind the stretch
 * @param endColumn column of the position just behind the stretch
 */
public record SourceRange(int line, int column, int endLine, int endColumn) {
    /** The first character of a file: the place of what concerns a file as a whole. */
    public static final SourceRange START = new SourceRange(1, 1, 1, 1);

    /** The stretch from the start of this one to the end of {@code last}. */
    public SourceRange to(SourceRange last) {
        return new SourceRange(line, column, last.endLine, last.endColumn);
    }
}
