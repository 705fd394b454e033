package dev.capstan.run;

import dev.capstan.spec.diagnostic.Diagnostic;
import java.io.PrintStream;
import java.util.List;

/** Writes diagnostics as compilers do, so that terminals and editors can jump to their places. */
final class Report {
    private static final int MOST_WARNINGS = 20;

    private Report() {}

    /** Every error, and, unless they are many, everything else. */
    static void diagnostics(List<Diagnostic> diagnostics, PrintStream to) {
        long others = diagnostics.stream().filter(one -> !one.isError()).count();
        boolean all = others <= MOST_WARNINGS;
        for (Diagnostic diagnostic : diagnostics) {
            if (all || diagnostic.isError()) {
                to.println(line(diagnostic));
            }
        }
        if (!all) {
            to.println(
                    others + " warnings and remarks are not shown; 'naftiko-run describe' shows those of a document");
        }
    }

    static String line(Diagnostic diagnostic) {
        String suggestion = diagnostic.suggestion();
        return suggestion == null || diagnostic.message().contains(suggestion)
                ? diagnostic.toString()
                : diagnostic + " (did you mean " + suggestion + "?)";
    }
}
