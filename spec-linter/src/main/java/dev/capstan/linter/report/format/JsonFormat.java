package dev.capstan.linter.report.format;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.linter.report.FileReport;
import dev.capstan.linter.report.Finding;
import dev.capstan.linter.report.ReportFormat;
import dev.capstan.linter.report.ReportOptions;
import dev.capstan.linter.report.ReportSummary;
import dev.capstan.linter.report.ReportWriter;
import dev.capstan.linter.report.RuleCount;
import java.io.Writer;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** For programs: everything that is known of each finding. */
final class JsonFormat implements ReportFormat {
    @Override
    public String name() {
        return "json";
    }

    @Override
    public ReportWriter open(Writer out, ReportOptions options) {
        JsonGenerator json = JsonReport.generator(out);
        json.writeStartObject();
        json.writeArrayPropertyStart("diagnostics");
        return new Json(json, out);
    }

    private record Json(JsonGenerator json, Writer out) implements ReportWriter {
        @Override
        public void file(FileReport report) {
            for (Finding finding : report.findings()) {
                Diagnostic found = finding.diagnostic();
                json.writeStartObject();
                json.writeStringProperty("rule", found.rule());
                json.writeStringProperty("severity", found.severity().name().toLowerCase(Locale.ROOT));
                json.writeStringProperty("message", found.message());
                json.writeStringProperty("file", found.file());
                json.writeNumberProperty("line", found.range().line());
                json.writeNumberProperty("column", found.range().column());
                json.writeNumberProperty("endLine", found.range().endLine());
                json.writeNumberProperty("endColumn", found.range().endColumn());
                json.writeStringProperty("pointer", found.pointer());
                json.writeStringProperty("suggestion", found.suggestion());
                json.writeStringProperty("url", finding.url());
                json.writeBooleanProperty("fixable", finding.isFixable());
                json.writeEndObject();
            }
        }

        @Override
        public void finish(ReportSummary summary) {
            json.writeEndArray();
            json.writeObjectPropertyStart("summary");
            json.writeNumberProperty("files", summary.files());
            json.writeNumberProperty("problems", summary.problems());
            json.writeNumberProperty("errors", summary.errors());
            json.writeNumberProperty("warnings", summary.warnings());
            json.writeNumberProperty("infos", summary.infos());
            json.writeNumberProperty("hints", summary.hints());
            json.writeNumberProperty("suppressed", summary.suppressed());
            json.writeNumberProperty("baselined", summary.baselined());
            json.writeNumberProperty("omitted", summary.omitted());
            json.writeNumberProperty("fixable", summary.fixable());
            json.writeArrayPropertyStart("rules");
            for (RuleCount rule : summary.rules()) {
                json.writeStartObject();
                json.writeStringProperty("rule", rule.rule());
                json.writeNumberProperty("findings", rule.findings());
                json.writeNumberProperty("fixable", rule.fixable());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            JsonReport.finish(json, out);
        }
    }
}
