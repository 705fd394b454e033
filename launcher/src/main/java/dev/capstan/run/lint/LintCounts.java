package dev.capstan.run.lint;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.linter.report.Finding;
import dev.capstan.linter.report.ReportSummary;
import dev.capstan.linter.report.RuleCount;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Counts what a run finds. */
final class LintCounts {
    private final Map<Severity, Integer> bySeverity = new EnumMap<>(Severity.class);
    private final Map<String, RuleCount> byRule = new HashMap<>();
    private int files;
    private int suppressed;
    private int baselined;
    private int omitted;

    void file(int suppressedThere) {
        files++;
        suppressed += suppressedThere;
    }

    void found(Finding finding) {
        bySeverity.merge(finding.diagnostic().severity(), 1, Integer::sum);
        byRule.merge(
                finding.diagnostic().rule(),
                new RuleCount(finding.diagnostic().rule(), 1, finding.isFixable() ? 1 : 0),
                (one, other) ->
                        new RuleCount(one.rule(), one.findings() + other.findings(), one.fixable() + other.fixable()));
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
                omitted,
                byRule.values().stream()
                        .sorted(Comparator.comparing(RuleCount::findings)
                                .reversed()
                                .thenComparing(RuleCount::rule))
                        .toList());
    }
}
