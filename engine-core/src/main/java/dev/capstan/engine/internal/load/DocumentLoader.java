package dev.capstan.engine.internal.load;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.file.BoundedFileReader;
import dev.capstan.document.file.UnreadableFileException;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        return load(source, false);
    }

    /** As {@link #load}, for a document that was loaded before: a pipe, which gives its content once, is refused. */
    public LoadedDocument loadAnew(DocumentSource source) {
        return load(source, true);
    }

    private LoadedDocument load(DocumentSource source, boolean isAnew) {
        byte[] content = null;
        YamlReading reading;
        YamlReader reader = new YamlReader(YamlLimits.DEFAULT);
        if (source.text() != null) {
            content = source.text().getBytes(StandardCharsets.UTF_8);
            reading = reader.read(source.text(), source.name());
        } else {
            try {
                content = isAnew
                        ? BoundedFileReader.readRegularFile(source.path(), YamlLimits.DEFAULT.bytes())
                        : BoundedFileReader.readFile(source.path(), YamlLimits.DEFAULT.bytes());
                reading = reader.read(content, source.name());
            } catch (UnreadableFileException e) {
                reading = reader.unreadable(e, source.name());
            }
        }
        return link(source, content, reading);
    }

    private LoadedDocument link(DocumentSource source, byte @Nullable [] content, YamlReading reading) {
        List<Diagnostic> diagnostics = new ArrayList<>(reading.diagnostics());
        YamlNode node = reading.root();
        boolean broken = diagnostics.stream().anyMatch(Diagnostic::isError);
        if (node == null || broken) {
            return unlinked(source, content, List.of(), diagnostics);
        }
        List<Diagnostic> schema = validator.schema(node);
        diagnostics.addAll(schema);
        if (!(node instanceof YamlMapping root)) {
            return unlinked(source, content, schema, diagnostics);
        }
        FileImports imports = new FileImports(source.path());
        LinkedDocument linked = Linker.link(DocumentReader.read(root), imports, options);
        diagnostics.addAll(linked.diagnostics());
        List<Diagnostic> errors =
                schema.stream().filter(d -> d.severity() == Severity.ERROR).toList();
        return new LoadedDocument(
                source.name(),
                source.path(),
                linked,
                errors,
                List.copyOf(diagnostics),
                SourceFilesReader.of(source, content, imports.contents(), linked));
    }

    private static LoadedDocument unlinked(
            DocumentSource source, byte @Nullable [] content, List<Diagnostic> schema, List<Diagnostic> diagnostics) {
        return new LoadedDocument(
                source.name(),
                source.path(),
                null,
                schema,
                List.copyOf(diagnostics),
                SourceFilesReader.of(source, content, Map.of(), null));
    }
}
