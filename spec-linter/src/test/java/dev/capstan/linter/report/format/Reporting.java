package dev.capstan.linter.report.format;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.linter.baseline.FindingIdentity;
import dev.capstan.linter.report.FailOn;
import dev.capstan.linter.report.FileReport;
import dev.capstan.linter.report.Finding;
import dev.capstan.linter.report.ReportOptions;
import dev.capstan.linter.report.ReportSummary;
import dev.capstan.linter.report.ReportWriter;
import dev.capstan.linter.report.RuleCount;
import dev.capstan.linter.report.SourceLine;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;

/** Findings to be reported, the same in all formats. */
final class Reporting {
    private static final String HOSTILE = "a, b: <i>\"50%\"</i> & \r\n::error::\u001B[31m]]>\u0000\uFFFE \uD83D\uDCDA";

    private Reporting() {}

    static List<FileReport> reports() {
        return List.of(
                new FileReport(
                        "apis/my shelf.yaml",
                        List.of(
                                finding(
                                        new Diagnostic(
                                                "schema-unknown-key",
                                                Severity.WARN,
                                                "unknown key \"descripton\"; write \"description\"",
                                                "apis/my shelf.yaml",
                                                new SourceRange(4, 3, 4, 13),
                                                "/info/descripton",
                                                "description"),
                                        "  descripton: Books \uD83D\uDCDA",
                                        "https://capstan.dev/rules/schema-unknown-key"),
                                finding(
                                        new Diagnostic(
                                                "custom-rule",
                                                Severity.ERROR,
                                                HOSTILE,
                                                "apis/my shelf.yaml",
                                                new SourceRange(7, 2, 9, 1),
                                                "/a~1b/0",
                                                null),
                                        "\tkey:\u001B[2J |",
                                        null),
                                finding(
                                        new Diagnostic(
                                                "naftiko-info-tags",
                                                Severity.INFO,
                                                "add tags",
                                                "apis/my shelf.yaml",
                                                new SourceRange(2, 1, 2, 5),
                                                "/info",
                                                null),
                                        "info:",
                                        "https://capstan.dev/rules/naftiko-info-tags"))),
                new FileReport("clean.yaml", List.of()));
    }

    private static Finding finding(Diagnostic found, String line, String url) {
        String fingerprint = "f" + found.range().line() + "00";
        FindingIdentity identity = new FindingIdentity(found.rule(), found.pointer(), found.message(), fingerprint);
        return new Finding(found, SourceLine.whole(line), identity, url, found.suggestion() != null);
    }

    static String written(String format, boolean color) {
        StringWriter out = new StringWriter();
        ReportOptions options =
                new ReportOptions(color, true, FailOn.ERROR, Instant.parse("2026-01-02T03:04:05.678Z"), "1.2.3", null);
        ReportWriter writer = ReportFormats.named(format).open(out, options);
        reports().forEach(writer::file);
        writer.finish(new ReportSummary(
                2,
                1,
                1,
                1,
                0,
                4,
                5,
                0,
                List.of(
                        new RuleCount("custom-rule", 1, 0),
                        new RuleCount("naftiko-info-tags", 1, 0),
                        new RuleCount("schema-unknown-key", 1, 1))));
        return out.toString();
    }

    static String empty(String format) {
        StringWriter out = new StringWriter();
        ReportOptions options = new ReportOptions(false, true, FailOn.ERROR, Instant.EPOCH, "1.2.3", null);
        ReportFormats.named(format).open(out, options).finish(ReportSummary.EMPTY);
        return out.toString();
    }
}
