package dev.capstan.validator.schema;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;

/**
 * What a schema finds in a document. Immutable and safe for any thread.
 *
 * @param findings one for each mistake, in the order of the source
 * @param understood the document with its misspelt keys read as what they were probably meant to be; the document itself
 *     when it has none
 */
public record SchemaFindings(List<SchemaFinding> findings, YamlNode understood) {
    /** The diagnostics of the findings, in their order. */
    public List<Diagnostic> diagnostics() {
        return findings.stream().map(SchemaFinding::diagnostic).toList();
    }

    /** Whether the document is of a version of the format that can be read. */
    public boolean isOfSupportedVersion() {
        return findings.stream()
                .noneMatch(found -> found.kind() == SchemaFinding.Kind.VERSION
                        && found.diagnostic().isError());
    }
}
