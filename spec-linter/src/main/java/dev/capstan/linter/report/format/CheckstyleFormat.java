package dev.capstan.linter.report.format;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.linter.report.FileReport;
import dev.capstan.linter.report.Finding;
import dev.capstan.linter.report.ReportFormat;
import dev.capstan.linter.report.ReportOptions;
import dev.capstan.linter.report.ReportSummary;
import dev.capstan.linter.report.ReportWriter;
import java.io.Writer;

/** Checkstyle's XML, which many tools for reviews read. */
final class CheckstyleFormat implements ReportFormat {
    @Override
    public String name() {
        return "checkstyle";
    }

    @Override
    public ReportWriter open(Writer out, ReportOptions options) {
        XmlOutput xml = new XmlOutput(out);
        xml.start("checkstyle", "version", "10.0");
        return new Checkstyle(xml);
    }

    private record Checkstyle(XmlOutput xml) implements ReportWriter {
        @Override
        public void file(FileReport report) {
            if (report.findings().isEmpty()) {
                xml.empty("file", "name", report.file());
                return;
            }
            xml.start("file", "name", report.file());
            for (Finding finding : report.findings()) {
                Diagnostic found = finding.diagnostic();
                xml.empty(
                        "error",
                        "line",
                        Integer.toString(found.range().line()),
                        "column",
                        Integer.toString(found.range().column()),
                        "severity",
                        severity(found.severity()),
                        "message",
                        found.message(),
                        "source",
                        "naftiko." + found.rule());
            }
            xml.end();
        }

        private static String severity(Severity severity) {
            return switch (severity) {
                case ERROR -> "error";
                case WARN -> "warning";
                case INFO, HINT -> "info";
            };
        }

        @Override
        public void finish(ReportSummary summary) {
            xml.end();
            xml.finish();
        }
    }
}
