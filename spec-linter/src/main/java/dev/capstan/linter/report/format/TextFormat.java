package dev.capstan.linter.report.format;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.linter.report.FileReport;
import dev.capstan.linter.report.Finding;
import dev.capstan.linter.report.ReportFormat;
import dev.capstan.linter.report.ReportOptions;
import dev.capstan.linter.report.ReportSummary;
import dev.capstan.linter.report.ReportWriter;
import java.io.Writer;
import java.util.Locale;

/** For readers: a line as compilers write it, the line of the source, and a mark below what is meant. */
final class TextFormat implements ReportFormat {
    @Override
    public String name() {
        return "text";
    }

    @Override
    public ReportWriter open(Writer out, ReportOptions options) {
        return new Text(new Output(out), options);
    }

    private static final class Text implements ReportWriter {
        private static final String RED = "\u001B[31m";
        private static final String YELLOW = "\u001B[33m";
        private static final String BLUE = "\u001B[34m";
        private static final String BOLD = "\u001B[1m";
        private static final String FAINT = "\u001B[2m";
        private static final String RESET = "\u001B[0m";

        private final Output out;
        private final ReportOptions options;

        Text(Output out, ReportOptions options) {
            this.out = out;
            this.options = options;
        }

        @Override
        public void file(FileReport report) {
            for (Finding finding : report.findings()) {
                Diagnostic found = finding.diagnostic();
                SourceRange range = found.range();
                String place = Printable.of(found.file()) + ":" + range.line() + ":" + range.column() + ":";
                String severity = found.severity().name().toLowerCase(Locale.ROOT) + ":";
                out.line(painted(BOLD, place) + " " + painted(color(found.severity()), severity) + " "
                        + Printable.of(found.message()) + " " + painted(FAINT, "[" + found.rule() + "]"));
                if (!finding.sourceLine().text().isBlank()) {
                    excerpt(finding);
                }
            }
        }

        private void excerpt(Finding finding) {
            SourceExcerpt excerpt =
                    SourceExcerpt.of(finding.sourceLine(), finding.diagnostic().range());
            String number = Integer.toString(finding.diagnostic().range().line());
            out.line(painted(FAINT, "  " + number + " | ") + excerpt.line());
            out.line(painted(FAINT, "  " + " ".repeat(number.length()) + " | ")
                    + excerpt.indent()
                    + painted(color(finding.diagnostic().severity()), excerpt.mark()));
        }

        @Override
        public void finish(ReportSummary summary) {
            if (options.summary()) {
                SummaryText.lines(summary).forEach(out::line);
            }
            out.flush();
        }

        private static String color(Severity severity) {
            return switch (severity) {
                case ERROR -> RED;
                case WARN -> YELLOW;
                case INFO, HINT -> BLUE;
            };
        }

        private String painted(String color, String text) {
            return options.color() ? color + text + RESET : text;
        }
    }
}
