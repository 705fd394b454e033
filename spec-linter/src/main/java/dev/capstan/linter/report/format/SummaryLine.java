package dev.capstan.linter.report.format;

import dev.capstan.linter.report.ReportSummary;
import java.util.ArrayList;
import java.util.List;

/** A summary in words. */
final class SummaryLine {
    private SummaryLine() {}

    static String of(ReportSummary summary) {
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
