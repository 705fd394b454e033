package dev.capstan.linter.report.format;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.linter.report.FileReport;
import dev.capstan.linter.report.Finding;
import dev.capstan.linter.report.ReportFormat;
import dev.capstan.linter.report.ReportOptions;
import dev.capstan.linter.report.ReportSummary;
import dev.capstan.linter.report.ReportWriter;
import java.io.Writer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * JUnit's XML as Ant and Jenkins define it: a file is a suite, a finding a test that failed. What does not fail the run
 * is no failure, and stands in the suite's output.
 */
final class JUnitFormat implements ReportFormat {
    @Override
    public String name() {
        return "junit";
    }

    @Override
    public ReportWriter open(Writer out, ReportOptions options) {
        XmlOutput xml = new XmlOutput(out);
        xml.start("testsuites");
        return new JUnit(xml, options);
    }

    private static final class JUnit implements ReportWriter {
        private final XmlOutput xml;
        private final ReportOptions options;
        private final String time;
        private int suites;

        JUnit(XmlOutput xml, ReportOptions options) {
            this.xml = xml;
            this.options = options;
            this.time = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                    LocalDateTime.ofInstant(options.time(), ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS));
        }

        @Override
        public void file(FileReport report) {
            List<Finding> failures =
                    report.findings().stream().filter(this::fails).toList();
            xml.start(
                    "testsuite",
                    "name",
                    report.file(),
                    "package",
                    "naftiko-lint",
                    "id",
                    Integer.toString(suites++),
                    "hostname",
                    "localhost",
                    "timestamp",
                    time,
                    "tests",
                    Integer.toString(Math.max(1, failures.size())),
                    "failures",
                    Integer.toString(failures.size()),
                    "errors",
                    "0",
                    "time",
                    "0");
            // Jenkins's schema refuses an empty list of properties, Ant's refuses none.
            xml.start("properties");
            xml.empty("property", "name", "naftiko-run.version", "value", options.version());
            xml.end();
            if (failures.isEmpty()) {
                xml.empty("testcase", "name", "lint", "classname", report.file(), "time", "0");
            }
            failures.forEach(this::failure);
            StringBuilder remarks = new StringBuilder();
            for (Finding finding : report.findings()) {
                if (!fails(finding)) {
                    remarks.append(finding.diagnostic()).append('\n');
                }
            }
            xml.text("system-out", remarks.toString());
            xml.text("system-err", "");
            xml.end();
        }

        private boolean fails(Finding finding) {
            return options.failOn().includes(finding.diagnostic().severity());
        }

        private void failure(Finding finding) {
            Diagnostic found = finding.diagnostic();
            String place = found.range().line() + ":" + found.range().column();
            xml.start("testcase", "name", found.rule() + " at " + place, "classname", found.file(), "time", "0");
            xml.text("failure", found.toString(), "type", found.rule(), "message", found.message());
            xml.end();
        }

        @Override
        public void finish(ReportSummary summary) {
            xml.end();
            xml.finish();
        }
    }
}
