package dev.capstan.run.lint;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.linter.report.ReportSummary;
import java.util.EnumMap;
import java.util.Map;

/** Counts what a run finds. */
final class LintCounts {
    private final Map<Severity, Integer> bySeverity = new EnumMap<>(Severity.class);
    private int files;
    private int suppressed;
    private int baselined;
    private int omitted;

    void file(int suppressedThere) {
        files++;
        suppressed += suppressedThere;
    }

    void found(Severity severity) {
        bySeverity.merge(severity, 1, Integer::sum);
    }

    void baselined() {
        baselined++;
    }

    void omitted() {
        omitted++;
    }

    ReportSummary summary() {
        return new ReportSummary(
                files,
                bySeverity.getOrDefault(Severity.ERROR, 0),
                bySeverity.getOrDefault(Severity.WARN, 0),
                bySeverity.getOrDefault(Severity.INFO, 0),
                bySeverity.getOrDefault(Severity.HINT, 0),
                suppressed,
                baselined,
                omitted);
    }
}
