package dev.capstan.linter.report.format;

import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.linter.report.SourceLine;

/**
 * A line of the source, shortened around what is meant, and the mark below it.
 *
 * @param line the line as it is shown
 * @param indent what stands before the mark, so that it is below what is meant; tabs stay tabs
 * @param mark a caret for each character that is meant, one at least
 */
record SourceExcerpt(String line, String indent, String mark) {
    private static final int WIDEST = 160;
    private static final int BEFORE = 40;
    private static final String CUT = "…";

    static SourceExcerpt of(SourceLine source, SourceRange range) {
        int[] points = Printable.of(source.text()).codePoints().toArray();
        int start = Math.min(range.column() - source.column(), points.length);
        int end = range.endLine() > range.line()
                ? points.length
                : Math.min(range.endColumn() - source.column(), points.length);
        int from = points.length > WIDEST && start > BEFORE * 2 ? start - BEFORE : 0;
        int to = Math.min(points.length, from + WIDEST);
        boolean cutBefore = from > 0 || source.column() > 1;
        boolean cutBehind = to < points.length || source.isCut();
        String shown = (cutBefore ? CUT : "") + new String(points, from, to - from) + (cutBehind ? CUT : "");
        StringBuilder indent = new StringBuilder(cutBefore ? " " : "");
        for (int i = from; i < start; i++) {
            indent.append(points[i] == '\t' ? '\t' : ' ');
        }
        int length = Math.max(1, Math.min(end, to) - start);
        return new SourceExcerpt(shown, indent.toString(), "^".repeat(length));
    }
}
