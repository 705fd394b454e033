package dev.capstan.linter.fix;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.SourceText;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlPointer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What corrections look at.
 *
 * @param source the document's text
 * @param root the document; null when it cannot be read
 * @param diagnostics everything that was found
 */
public record FixContext(SourceText source, @Nullable YamlNode root, List<Diagnostic> diagnostics) {
    /** The node at a JSON pointer; null when there is none. */
    @Nullable
    YamlNode node(String pointer) {
        return YamlPointer.resolve(root, pointer);
    }

    /** The member that a JSON pointer names; null when it names none. */
    YamlMapping.@Nullable Entry entry(String pointer) {
        return YamlPointer.entry(root, pointer);
    }
}
