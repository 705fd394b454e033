package dev.capstan.linter.report.format;

import dev.capstan.linter.report.ReportSummary;
import dev.capstan.linter.report.RuleCount;
import java.util.ArrayList;
import java.util.List;

/** What was found in a run, in words: where there are several findings by rule, and as a last line all together. */
public final class SummaryText {
    private SummaryText() {}

    /** The lines of a summary, without line ends. */
    public static List<String> lines(ReportSummary summary) {
        List<String> lines = new ArrayList<>();
        if (summary.problems() > 1) {
            int width = Integer.toString(summary.rules().get(0).findings()).length();
            for (RuleCount rule : summary.rules()) {
                String count = Integer.toString(rule.findings());
                lines.add("  " + " ".repeat(width - count.length()) + count + "  " + rule.rule() + fixable(rule));
            }
        }
        lines.add(total(summary));
        return lines;
    }

    private static String fixable(RuleCount rule) {
        return rule.fixable() == 0 ? "" : " (" + rule.fixable() + " fixable)";
    }

    private static String total(ReportSummary summary) {
        List<String> kinds = new ArrayList<>();
        count(kinds, summary.errors(), "error", "errors");
        count(kinds, summary.warnings(), "warning", "warnings");
        count(kinds, summary.infos(), "info", "infos");
        count(kinds, summary.hints(), "hint", "hints");
        String files = summary.files() + (summary.files() == 1 ? " document" : " documents");
        StringBuilder line = new StringBuilder(files).append(": ");
        if (kinds.isEmpty()) {
            line.append("no problems");
        } else {
            line.append(String.join(", ", kinds));
        }
        List<String> remarks = new ArrayList<>();
        count(remarks, summary.fixable(), "fixable", "fixable");
        count(remarks, summary.omitted(), "not shown", "not shown");
        count(remarks, summary.suppressed(), "suppressed", "suppressed");
        count(remarks, summary.baselined(), "in the baseline", "in the baseline");
        if (!remarks.isEmpty()) {
            line.append(" (").append(String.join(", ", remarks)).append(")");
        }
        return line.toString();
    }

    private static void count(List<String> to, int count, String one, String many) {
        if (count > 0) {
            to.add(count + " " + (count == 1 ? one : many));
        }
    }
}
