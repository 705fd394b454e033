package dev.capstan.linter.fix;

import dev.capstan.document.diagnostic.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes corrections in a text. */
final class TextEdits {
    /** A correction by offsets. */
    private record Edit(int start, int end, String replacement) {}

    private TextEdits() {}

    /** Makes those corrections that do not overlap; of overlapping ones the first. */
    static String apply(SourceText source, List<Fix> fixes) {
        List<Edit> edits = new ArrayList<>();
        for (Fix fix : fixes) {
            int start = source.offset(fix.range().line(), fix.range().column());
            int end = source.offset(fix.range().endLine(), fix.range().endColumn());
            edits.add(new Edit(start, end, fix.replacement()));
        }
        edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (Edit edit : edits) {
            if (edit.start() >= done && edit.end() > edit.start()) {
                text.append(source.text(), done, edit.start()).append(edit.replacement());
                done = edit.end();
            }
        }
        return text.append(source.text(), done, source.text().length()).toString();
    }
}
