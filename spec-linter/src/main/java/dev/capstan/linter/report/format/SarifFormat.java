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
import dev.capstan.linter.rules.RulePages;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** The Static Analysis Results Interchange Format, version 2.1.0 (OASIS), which code hosts read. */
final class SarifFormat implements ReportFormat {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    @Override
    public String name() {
        return "sarif";
    }

    @Override
    public ReportWriter open(Writer out, ReportOptions options) {
        JsonGenerator json = JsonReport.generator(out);
        json.writeStartObject();
        json.writeStringProperty("$schema", SCHEMA);
        json.writeStringProperty("version", "2.1.0");
        json.writeArrayPropertyStart("runs");
        json.writeStartObject();
        json.writeStringProperty("columnKind", "unicodeCodePoints");
        json.writeArrayPropertyStart("results");
        return new Sarif(json, out, options);
    }

    private static final class Sarif implements ReportWriter {
        private final JsonGenerator json;
        private final Writer out;
        private final ReportOptions options;
        private final RepositoryPaths paths;
        private final Map<String, Integer> rules = new LinkedHashMap<>();

        Sarif(JsonGenerator json, Writer out, ReportOptions options) {
            this.json = json;
            this.out = out;
            this.options = options;
            this.paths = new RepositoryPaths(options.repository());
        }

        @Override
        public void file(FileReport report) {
            for (Finding finding : report.findings()) {
                result(finding);
            }
        }

        private void result(Finding finding) {
            Diagnostic found = finding.diagnostic();
            int rule = rules.computeIfAbsent(found.rule(), unused -> rules.size());
            json.writeStartObject();
            json.writeStringProperty("ruleId", found.rule());
            json.writeNumberProperty("ruleIndex", rule);
            json.writeStringProperty("level", level(found.severity()));
            text("message", found.message());
            json.writeArrayPropertyStart("locations");
            location(found);
            json.writeEndArray();
            json.writeObjectPropertyStart("partialFingerprints");
            json.writeStringProperty("rulePlaceMessage/v2", finding.identity().fingerprint());
            json.writeEndObject();
            json.writeEndObject();
        }

        private void location(Diagnostic found) {
            SourceRange range = found.range();
            json.writeStartObject();
            json.writeObjectPropertyStart("physicalLocation");
            json.writeObjectPropertyStart("artifactLocation");
            json.writeStringProperty("uri", FileUri.of(paths.of(found.file())));
            json.writeEndObject();
            json.writeObjectPropertyStart("region");
            json.writeNumberProperty("startLine", range.line());
            json.writeNumberProperty("startColumn", range.column());
            json.writeNumberProperty("endLine", range.endLine());
            json.writeNumberProperty("endColumn", range.endColumn());
            json.writeEndObject();
            json.writeEndObject();
            if (!found.pointer().isEmpty()) {
                json.writeArrayPropertyStart("logicalLocations");
                json.writeStartObject();
                json.writeStringProperty("fullyQualifiedName", found.pointer());
                json.writeEndObject();
                json.writeEndArray();
            }
            json.writeEndObject();
        }

        private void text(String name, String text) {
            json.writeObjectPropertyStart(name);
            json.writeStringProperty("text", text);
            json.writeEndObject();
        }

        private static String level(Severity severity) {
            return switch (severity) {
                case ERROR -> "error";
                case WARN -> "warning";
                case INFO, HINT -> "note";
            };
        }

        /** Code hosts show what a rule asks for, and its page, beside its findings. */
        private void rule(String id) {
            String page = RulePages.of(id);
            String summary = page == null ? "The rule " + id + " of this repository." : RulePages.summary(page);
            json.writeStartObject();
            json.writeStringProperty("id", id);
            text("shortDescription", summary);
            text("fullDescription", summary);
            String url = RulePages.url(id);
            if (url != null && page != null) {
                json.writeStringProperty("helpUri", url);
                json.writeObjectPropertyStart("help");
                json.writeStringProperty("text", summary + " " + url);
                json.writeStringProperty("markdown", page);
                json.writeEndObject();
            }
            json.writeEndObject();
        }

        @Override
        public void finish(ReportSummary summary) {
            json.writeEndArray();
            json.writeObjectPropertyStart("tool");
            json.writeObjectPropertyStart("driver");
            json.writeStringProperty("name", "naftiko-run lint");
            json.writeStringProperty("version", options.version());
            json.writeStringProperty("informationUri", "https://capstan.dev/");
            json.writeArrayPropertyStart("rules");
            rules.keySet().forEach(this::rule);
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            JsonReport.finish(json, out);
        }
    }
}
