package dev.capstan.linter.fix;

import dev.capstan.document.diagnostic.SourceText;
import dev.capstan.linter.ConfiguredLinter;
import dev.capstan.linter.LintOutcome;
import java.nio.file.Path;
import java.util.List;

/** Corrects documents. Immutable and safe for any thread. */
public final class DocumentFixer {
    /** A correction may show others; templates without quotes are found one after the other. */
    private static final int MOST_PASSES = 50;

    private final ConfiguredLinter linter;

    /** A fixer for what a linter finds. */
    public DocumentFixer(ConfiguredLinter linter) {
        this.linter = linter;
    }

    /**
     * A document, corrected.
     *
     * @param text as it is now; the same as before when nothing could be corrected
     * @param outcome what is found in it now
     */
    public record Fixed(String text, LintOutcome outcome) {}

    /**
     * Corrects what is safe to correct, until nothing is left. A correction after which something else would be found in the
     * document is not made.
     *
     * @param text the document
     * @param file where it is, which imports and patterns are relative to
     * @param name its name in diagnostics
     */
    public Fixed fix(String text, Path file, String name) {
        Fixed now = new Fixed(text, linter.lint(text, file, name));
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            SourceText source = SourceText.of(now.text());
            LintOutcome found = now.outcome();
            List<Fix> fixes = Fixes.all(new FixContext(source, found.root(), found.diagnostics()), name);
            if (fixes.isEmpty()) {
                return now;
            }
            Fixed next = new FixTrial(now, edited -> linter.lint(edited, file, name)).make(fixes);
            if (next.text().equals(now.text())) {
                return now;
            }
            now = next;
        }
        return now;
    }
}
