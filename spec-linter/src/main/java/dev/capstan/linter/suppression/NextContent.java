package dev.capstan.linter.suppression;

import dev.capstan.document.diagnostic.SourceText;
import java.util.Set;

/**
 * Which line a comment is about: comments and empty lines may stand between the two. Asked for one comment after the other;
 * reads each line once.
 */
final class NextContent {
    private final SourceText source;
    private final Set<Integer> commented;
    private int next;

    /**
     * Of a text.
     *
     * @param commented the lines that have a comment
     */
    NextContent(SourceText source, Set<Integer> commented) {
        this.source = source;
        this.commented = commented;
    }

    /** The next line with content; the last line where there is none. */
    int behind(int line) {
        next = Math.max(next, line + 1);
        while (next < source.lines() && !hasContent(next)) {
            next++;
        }
        return next;
    }

    private boolean hasContent(int line) {
        String text = source.line(line).strip();
        return !text.isEmpty() && !(text.startsWith("#") && commented.contains(line));
    }
}
