package dev.capstan.document.yaml.reader;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link YamlReader} made of a file.
 *
 * @param root the document's root; null when it could not be read, and then there is an error
 * @param diagnostics what is wrong with it as YAML; with duplicate keys there is a root and an error
 */
public record YamlReading(@Nullable YamlNode root, List<Diagnostic> diagnostics) {}
