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
import tools.jackson.core.JsonGenerator;

/** GitLab's code quality report, a part of Code Climate's engine format. */
final class GitLabFormat implements ReportFormat {
    @Override
    public String name() {
        return "gitlab";
    }

    @Override
    public ReportWriter open(Writer out, ReportOptions options) {
        JsonGenerator json = JsonReport.generator(out);
        json.writeStartArray();
        return new GitLab(json, out, new RepositoryPaths(options.repository()));
    }

    private record GitLab(JsonGenerator json, Writer out, RepositoryPaths paths) implements ReportWriter {
        @Override
        public void file(FileReport report) {
            String path = paths.of(report.file());
            for (Finding finding : report.findings()) {
                Diagnostic found = finding.diagnostic();
                json.writeStartObject();
                json.writeStringProperty("type", "issue");
                json.writeStringProperty("check_name", found.rule());
                json.writeStringProperty("description", found.message());
                json.writeStringProperty("severity", severity(found.severity()));
                // Unlike ours, GitLab's must be unique in the whole report.
                json.writeStringProperty("fingerprint", finding.identity().fingerprint() + "-" + hash(path));
                json.writeObjectPropertyStart("location");
                json.writeStringProperty("path", path);
                json.writeObjectPropertyStart("lines");
                json.writeNumberProperty("begin", found.range().line());
                json.writeNumberProperty("end", found.range().endLine());
                json.writeEndObject();
                json.writeEndObject();
                json.writeEndObject();
            }
        }

        private static String hash(String path) {
            return Integer.toHexString(path.hashCode());
        }

        private static String severity(Severity severity) {
            return switch (severity) {
                case ERROR -> "major";
                case WARN -> "minor";
                case INFO, HINT -> "info";
            };
        }

        @Override
        public void finish(ReportSummary summary) {
            json.writeEndArray();
            JsonReport.finish(json, out);
        }
    }
}
