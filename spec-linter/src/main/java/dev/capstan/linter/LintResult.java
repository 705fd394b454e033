package dev.capstan.linter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is to be said of one document.
 *
 * @param file the file's name as the user gave it
 * @param root the document as written; null when it cannot be read
 * @param linked the document with its names resolved, misspelt keys read as what they were probably meant to be; null
 *     when it is no mapping, or of a version that is not supported
 * @param diagnostics what is wrong or doubtful, one for each mistake, in the order of the source
 */
public record LintResult(
        String file, @Nullable YamlNode root, @Nullable LinkedDocument linked, List<Diagnostic> diagnostics) {

    /** Whether something is an error. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }
}
