package dev.capstan.linter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told of a document.
 *
 * @param root the document as written; null when it cannot be read
 * @param diagnostics with the severities that are configured, in the order of the source
 * @param suppressed how many more there are that a comment switches off
 */
public record LintOutcome(@Nullable YamlNode root, List<Diagnostic> diagnostics, int suppressed) {}
