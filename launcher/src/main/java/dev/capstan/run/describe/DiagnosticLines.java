package dev.capstan.run.describe;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.engine.status.DeadUnit;
import dev.capstan.engine.status.DocumentStatus;
import dev.capstan.run.option.OptionHints;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Writes diagnostics as compilers do, so that terminals and editors can jump to their places. */
public final class DiagnosticLines {
    private static final int MOST_WARNINGS = 20;

    private DiagnosticLines() {}

    /** Every error, and, unless they are many, everything else. */
    public static void diagnostics(List<Diagnostic> diagnostics, PrintStream to) {
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
        OptionHints.of(diagnostics).forEach(to::println);
    }

    /** Units that are left out for what stands elsewhere; the others' reasons are at their own places. */
    public static void leftOut(DocumentStatus document, PrintStream to) {
        leftOut(document).forEach(to::println);
    }

    /** A line for each unit that is left out for what stands elsewhere. */
    public static List<String> leftOut(DocumentStatus document) {
        List<String> lines = new ArrayList<>();
        for (DeadUnit unit : document.dead()) {
            boolean shown =
                    unit.reasons().stream().anyMatch(reason -> reason.pointer().startsWith(unit.pointer()));
            if (!shown && !unit.reasons().isEmpty()) {
                Diagnostic reason = unit.reasons().get(0);
                lines.add(unit.place() + ": left out: \"" + unit.name() + "\" of " + unit.adapter() + ", because of "
                        + reason.file() + ":" + reason.range().line() + ":"
                        + reason.range().column() + " [" + reason.rule() + "]");
            }
        }
        return lines;
    }

    /** Place, severity, message, advice and rule of one diagnostic, on one line. */
    public static String line(Diagnostic diagnostic) {
        String suggestion = diagnostic.suggestion();
        return suggestion == null || diagnostic.message().contains(suggestion)
                ? diagnostic.toString()
                : diagnostic + " (did you mean " + suggestion + "?)";
    }
}
