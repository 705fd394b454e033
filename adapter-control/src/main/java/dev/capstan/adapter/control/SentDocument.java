package dev.capstan.adapter.control;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.link.Linker;
import dev.capstan.document.link.imports.ImportResolver;
import dev.capstan.document.link.installation.LinkOptions;
import dev.capstan.document.model.ConsumesImport;
import dev.capstan.document.model.DocumentReader;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.document.yaml.reader.YamlReading;
import dev.capstan.engine.spi.SecretMask;
import dev.capstan.validator.DocumentValidator;
import dev.capstan.validator.merging.FindingMerger;
import dev.capstan.validator.schema.SchemaFindings;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judges a document by its own text: neither files nor variables of this machine are looked at, so that its sender learns nothing
 * of them. Safe for any thread; takes time.
 */
final class SentDocument {
    private static final String NAME = "document";

    private final YamlReader reader = new YamlReader(YamlLimits.DEFAULT);
    private final DocumentValidator validator = DocumentValidator.catalogue();

    /** Whether it is valid, and what is wrong or doubtful in it. */
    ObjectNode judge(byte[] yaml) {
        List<Diagnostic> found = found(yaml);
        ObjectNode verdict = JsonNodeFactory.instance
                .objectNode()
                .put("valid", found.stream().noneMatch(Diagnostic::isError));
        ArrayNode list = verdict.putArray("diagnostics");
        found.forEach(diagnostic -> list.add(DiagnosticJson.of(diagnostic, SecretMask.NONE)));
        return verdict;
    }

    private List<Diagnostic> found(byte[] yaml) {
        YamlReading reading = reader.read(yaml, NAME);
        if (reading.root() == null || reading.diagnostics().stream().anyMatch(Diagnostic::isError)) {
            return reading.diagnostics();
        }
        SchemaFindings schema = validator.findings(reading.root());
        if (!schema.isOfSupportedVersion() || !(schema.understood() instanceof YamlMapping mapping)) {
            return schema.diagnostics();
        }
        FindingMerger merger = new FindingMerger(schema);
        merger.linking(Linker.link(DocumentReader.read(mapping), new NoImports(), LinkOptions.DEFAULT)
                .diagnostics());
        return merger.inSourceOrder(reading.diagnostics());
    }

    /** Imports nothing. */
    private static final class NoImports implements ImportResolver {
        @Override
        public Imported resolve(ConsumesImport wanted) {
            return new Imported(
                    null,
                    List.of(),
                    null,
                    List.of(wanted.node()
                            .at("location")
                            .diagnostic(
                                    "import-unreadable",
                                    Severity.ERROR,
                                    "imports of a document that is sent to be judged are not followed; lint its file to"
                                            + " have them judged too")));
        }

        @Override
        public boolean readsFiles() {
            return false;
        }
    }
}
