package dev.capstan.validator.fix;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.SourceText;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlSequence;
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
        YamlNode node = root;
        if (!pointer.isEmpty()) {
            for (String token : pointer.substring(1).split("/", -1)) {
                node = node == null ? null : child(node, unescaped(token));
            }
        }
        return node;
    }

    /** The member that a JSON pointer names; null when it names none. */
    YamlMapping.@Nullable Entry entry(String pointer) {
        int slash = pointer.lastIndexOf('/');
        return slash >= 0 && node(pointer.substring(0, slash)) instanceof YamlMapping mapping
                ? mapping.entry(unescaped(pointer.substring(slash + 1)))
                : null;
    }

    private static @Nullable YamlNode child(YamlNode node, String token) {
        if (node instanceof YamlMapping mapping) {
            return mapping.get(token);
        }
        if (node instanceof YamlSequence sequence && token.matches("\\d{1,9}")) {
            int index = Integer.parseInt(token);
            return index < sequence.items().size() ? sequence.items().get(index) : null;
        }
        return null;
    }

    private static String unescaped(String token) {
        return token.replace("~1", "/").replace("~0", "~");
    }
}
