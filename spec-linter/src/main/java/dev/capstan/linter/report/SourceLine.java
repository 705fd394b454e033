package dev.capstan.linter.report;

/**
 * A line of a document, or the piece of a long one that is around a finding.
 *
 * @param text without the line's end
 * @param column where in the line the text starts, counted from 1
 * @param isCut whether the line goes on behind the text
 */
public record SourceLine(String text, int column, boolean isCut) {
    /** Nothing to show. */
    public static final SourceLine NONE = new SourceLine("", 1, false);

    /** A line as a whole. */
    public static SourceLine whole(String text) {
        return new SourceLine(text, 1, false);
    }
}
