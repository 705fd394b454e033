package dev.capstan.linter.fix;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.linter.LintOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what a change of a document brought about: more findings of a rule on a line than there were before. The change must
 * not move lines. Immutable and safe for any thread.
 */
public final class NewFindings {
    private final boolean wasRead;
    private final Map<String, Integer> before;

    /**
     * Remembers a document before its change.
     *
     * @param outcome what is found in it
     */
    public NewFindings(LintOutcome outcome) {
        this.wasRead = outcome.root() != null;
        this.before = new HashMap<>();
        outcome.diagnostics().forEach(found -> isMore(found, before, Map.of()));
    }

    /**
     * What is found after the change and was not before; nothing for a document that could not be read before, because
     * everything in it comes to light.
     */
    public List<Diagnostic> in(LintOutcome after) {
        List<Diagnostic> added = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        if (wasRead) {
            for (Diagnostic found : after.diagnostics()) {
                if (isMore(found, counts, before)) {
                    added.add(found);
                }
            }
        }
        return added;
    }

    /** Counts a finding, an error twice: as a finding and as an error. Whether one of the counts is above what is known. */
    private static boolean isMore(Diagnostic found, Map<String, Integer> counts, Map<String, Integer> known) {
        String key = found.rule() + ' ' + found.range().line() + ' ' + found.file();
        boolean more = counts.merge(key, 1, Integer::sum) > known.getOrDefault(key, 0);
        if (found.isError()) {
            more |= counts.merge("error " + key, 1, Integer::sum) > known.getOrDefault("error " + key, 0);
        }
        return more;
    }
}
