package dev.capstan.validator.schema;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;

/**
 * What a schema finds in a document.
 *
 * @param diagnostics one for each mistake, in the order of the source
 * @param understood the document with its misspelt keys read as what they were probably meant to be; the document itself
 *     when it has none
 */
public record SchemaFindings(List<Diagnostic> diagnostics, YamlNode understood) {}
