package dev.capstan.validator.schema;

import dev.capstan.spec.diagnostic.Diagnostic;
import dev.capstan.spec.yaml.YamlScalar;
import java.util.List;
import java.util.Map;

/**
 * What a schema finds in a document.
 *
 * @param diagnostics one for each mistake, in the order of the source
 * @param respellings the misspelt keys, each with the one name that it was probably meant to be; by identity
 */
public record SchemaFindings(List<Diagnostic> diagnostics, Map<YamlScalar, String> respellings) {}
