package dev.capstan.linter.fix;

import dev.capstan.document.diagnostic.SourceText;
import dev.capstan.linter.LintOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes as many of some corrections as can be made without anything new being found. All of them are tried at once; where
 * that is too many, each half of them. Used once, by one thread.
 */
final class FixTrial {
    /** Each trial lints the document again: corrections beyond that wait for the next run. */
    private static final int MOST_TRIALS = 200;

    private final SourceText source;
    private final NewFindings before;
    private final Function<String, LintOutcome> linter;
    private final List<Fix> accepted = new ArrayList<>();
    private DocumentFixer.Fixed now;
    private int trials;

    /**
     * A trial.
     *
     * @param document as it is
     * @param linter lints a text in its place
     */
    FixTrial(DocumentFixer.Fixed document, Function<String, LintOutcome> linter) {
        this.source = SourceText.of(document.text());
        this.before = new NewFindings(document.outcome());
        this.linter = linter;
        this.now = document;
    }

    /** The document with those corrections made that are good; itself when none is. */
    DocumentFixer.Fixed make(List<Fix> fixes) {
        if (fixes.isEmpty() || trials >= MOST_TRIALS) {
            return now;
        }
        trials++;
        List<Fix> together = new ArrayList<>(accepted);
        together.addAll(fixes);
        String edited = TextEdits.apply(source, together);
        LintOutcome outcome = linter.apply(edited);
        if (before.in(outcome).isEmpty()) {
            accepted.addAll(fixes);
            now = new DocumentFixer.Fixed(edited, outcome);
        } else if (fixes.size() > 1) {
            int half = fixes.size() / 2;
            make(fixes.subList(0, half));
            make(fixes.subList(half, fixes.size()));
        }
        return now;
    }
}
