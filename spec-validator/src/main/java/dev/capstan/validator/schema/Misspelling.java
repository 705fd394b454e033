package dev.capstan.validator.schema;

import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlPointer;
import dev.capstan.document.yaml.YamlScalar;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which unknown keys and words are errors, though additions are only warned of: what they were to say is not done. */
final class Misspelling {
    private static final Set<String> DOCUMENTING = Set.of("description", "label", "title", "tags", "license");

    /** The keys whose words are read the same in capitals and in small letters. */
    private static final Set<String> READ_IN_ANY_CASE = Set.of("method", "in");

    private Misspelling() {}

    /** Whether a key is a misspelling of one that its mapping lacks. One that only documents changes nothing that is done. */
    static boolean ofKey(YamlMapping mapping, String name, @Nullable String meant) {
        return meant != null
                && !mapping.has(meant)
                && !DOCUMENTING.contains(meant)
                && !YamlPointer.isAtOrBelow(mapping.pointer(), "/info")
                && NearestName.isMisspelling(name, meant);
    }

    /** Whether a word is a misspelling of one that can stand there. What providers add words to is judged by what is installed. */
    static boolean ofWord(YamlNode node, @Nullable String meant) {
        if (meant == null || !(node instanceof YamlScalar word)) {
            return false;
        }
        YamlMapping.Entry entry = SchemaReport.entryOf(node);
        String key = entry == null ? "" : entry.name();
        boolean isRead = READ_IN_ANY_CASE.contains(key) && word.text().equalsIgnoreCase(meant);
        return !key.equals("outputRawFormat") && !isRead && NearestName.isMisspelling(word.text(), meant);
    }
}
