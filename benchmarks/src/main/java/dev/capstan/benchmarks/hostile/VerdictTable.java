package dev.capstan.benchmarks.hostile;

import java.util.List;
import java.util.Locale;

/** Verdicts as a Markdown table. */
final class VerdictTable {
    /** Its first two lines. */
    static final String HEAD = """
            | group | probe | asked | result | peak memory | process | s |
            |---|---|---|---|---:|---|---:|""";

    private VerdictTable() {}

    static String row(Verdict verdict) {
        Probe probe = verdict.probe();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %.1f |",
                probe.group(),
                probe.name(),
                cell(probe.asks()),
                result(verdict),
                verdict.peakBytes() == 0 ? "" : String.format(Locale.ROOT, "%.0f MB", verdict.peakBytes() / 1e6),
                process(verdict),
                verdict.seconds());
    }

    static String summary(List<Verdict> verdicts, double seconds) {
        long failed = verdicts.stream().filter(verdict -> !verdict.held()).count();
        return String.format(
                Locale.ROOT,
                "%d probes: %d held, %d failed, in %.0f s.",
                verdicts.size(),
                verdicts.size() - failed,
                failed,
                seconds);
    }

    /** The table with what was seen under it. */
    static String report(List<Verdict> verdicts, String summary) {
        StringBuilder report = new StringBuilder(HEAD).append('\n');
        verdicts.forEach(verdict -> report.append(row(verdict)).append('\n'));
        report.append('\n').append(summary).append("\n\n");
        for (Verdict verdict : verdicts) {
            if (!verdict.notes().isEmpty()) {
                report.append("- ")
                        .append(verdict.probe().name())
                        .append(": ")
                        .append(cell(String.join("; ", verdict.notes())))
                        .append('\n');
            }
        }
        return report.toString();
    }

    private static String result(Verdict verdict) {
        return verdict.held() ? "held" : "**failed**: " + cell(String.join("; ", verdict.failures()));
    }

    private static String process(Verdict verdict) {
        if (verdict.probe().setup().kind() == Setup.Kind.NONE) {
            return "";
        }
        return verdict.lived() ? "lived" : "ended";
    }

    private static String cell(String text) {
        return text.replaceAll("[\\r\\n\\t]+", " ").replace("|", "\\|");
    }
}
