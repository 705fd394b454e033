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

/** GitHub's workflow commands, which show findings beside the lines of a change. */
final class GitHubFormat implements ReportFormat {
    @Override
    public String name() {
        return "github";
    }

    @Override
    public ReportWriter open(Writer out, ReportOptions options) {
        return new GitHub(new Output(out), new RepositoryPaths(options.repository()));
    }

    private record GitHub(Output out, RepositoryPaths paths) implements ReportWriter {
        @Override
        public void file(FileReport report) {
            String path = paths.of(report.file());
            for (Finding finding : report.findings()) {
                out.line(command(path, finding.diagnostic()));
            }
        }

        private static String command(String path, Diagnostic found) {
            SourceRange range = found.range();
            StringBuilder command = new StringBuilder("::")
                    .append(level(found.severity()))
                    .append(" file=")
                    .append(property(path))
                    .append(",line=")
                    .append(range.line())
                    .append(",endLine=")
                    .append(range.endLine());
            // Columns are refused for what spans several lines.
            if (range.line() == range.endLine()) {
                command.append(",col=")
                        .append(range.column())
                        .append(",endColumn=")
                        .append(range.endColumn());
            }
            return command.append(",title=")
                    .append(property(found.rule()))
                    .append("::")
                    .append(data(found.message()))
                    .toString();
        }

        private static String level(Severity severity) {
            return switch (severity) {
                case ERROR -> "error";
                case WARN -> "warning";
                case INFO, HINT -> "notice";
            };
        }

        private static String data(String text) {
            return Printable.of(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"));
        }

        private static String property(String text) {
            return data(text).replace(":", "%3A").replace(",", "%2C");
        }

        @Override
        public void finish(ReportSummary summary) {
            out.flush();
        }
    }
}
