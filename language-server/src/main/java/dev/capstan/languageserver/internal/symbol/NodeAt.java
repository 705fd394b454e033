package dev.capstan.languageserver.internal.symbol;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.languageserver.internal.text.EditorText;
import dev.capstan.languageserver.internal.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * The scalar under the cursor.
 *
 * @param scalar the key or the value
 * @param holder the mapping it belongs to; null for an item of a sequence
 * @param key its key, or itself; empty for an item of a sequence
 * @param isKey whether it is a key
 */
public record NodeAt(YamlScalar scalar, @Nullable YamlMapping holder, String key, boolean isKey) {

    /** The scalar there; null when there is none. */
    public static @Nullable NodeAt find(@Nullable YamlNode node, EditorText text, TextPosition position) {
        if (node instanceof YamlMapping mapping) {
            for (YamlMapping.Entry entry : mapping.entries()) {
                if (text.range(entry.key().range()).touches(position)) {
                    return new NodeAt(entry.key(), mapping, entry.name(), true);
                }
                if (text.range(entry.value().range()).touches(position)) {
                    return entry.value() instanceof YamlScalar scalar
                            ? new NodeAt(scalar, mapping, entry.name(), false)
                            : find(entry.value(), text, position);
                }
            }
        } else if (node instanceof YamlSequence sequence) {
            for (YamlNode item : sequence.items()) {
                if (text.range(item.range()).touches(position)) {
                    return item instanceof YamlScalar scalar
                            ? new NodeAt(scalar, null, "", false)
                            : find(item, text, position);
                }
            }
        }
        return null;
    }
}
