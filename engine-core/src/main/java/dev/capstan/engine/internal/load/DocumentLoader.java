package dev.capstan.engine.internal.load;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.link.Linker;
import dev.capstan.document.link.imports.FileImports;
import dev.capstan.document.link.installation.LinkOptions;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.model.DocumentReader;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.document.yaml.reader.YamlReading;
import dev.capstan.validator.DocumentValidator;
import java.util.ArrayList;
import java.util.List;

/** Reads, validates and links documents. Stateless. */
public final class DocumentLoader {
    private final DocumentValidator validator;
    private final LinkOptions options;

    public DocumentLoader(DocumentValidator validator, LinkOptions options) {
        this.validator = validator;
        this.options = options;
    }

    /** Loads one document; never throws for what it holds. */
    public LoadedDocument load(DocumentSource source) {
        YamlReader reader = new YamlReader(YamlLimits.DEFAULT);
        YamlReading reading = source.text() == null
                ? reader.read(source.path(), source.name())
                : reader.read(source.text(), source.name());
        List<Diagnostic> diagnostics = new ArrayList<>(reading.diagnostics());
        YamlNode node = reading.root();
        boolean broken = diagnostics.stream().anyMatch(Diagnostic::isError);
        if (node == null || broken) {
            return new LoadedDocument(source.name(), source.path(), null, List.of(), List.copyOf(diagnostics));
        }
        List<Diagnostic> schema = validator.schema(node);
        diagnostics.addAll(schema);
        if (!(node instanceof YamlMapping root)) {
            return new LoadedDocument(source.name(), source.path(), null, schema, List.copyOf(diagnostics));
        }
        LinkedDocument linked = Linker.link(DocumentReader.read(root), new FileImports(source.path()), options);
        diagnostics.addAll(linked.diagnostics());
        List<Diagnostic> errors =
                schema.stream().filter(d -> d.severity() == Severity.ERROR).toList();
        return new LoadedDocument(source.name(), source.path(), linked, errors, List.copyOf(diagnostics));
    }
}
