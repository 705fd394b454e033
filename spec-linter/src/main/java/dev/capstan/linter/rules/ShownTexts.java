package dev.capstan.linter.rules;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the texts of a document that people see, wherever they stand. */
final class ShownTexts {
    private static final Set<String> KEYS = Set.of("description", "label", "title", "summary", "instruction");

    private ShownTexts() {}

    /** Those of a document, in the order of the source. */
    static List<YamlScalar> of(YamlNode document) {
        List<YamlScalar> texts = new ArrayList<>();
        gather(document, texts);
        return List.copyOf(texts);
    }

    private static void gather(YamlNode node, List<YamlScalar> texts) {
        if (node instanceof YamlMapping mapping) {
            for (YamlMapping.Entry entry : mapping.entries()) {
                if (entry.value() instanceof YamlScalar scalar) {
                    if (KEYS.contains(entry.name())) {
                        texts.add(scalar);
                    }
                } else if (!entry.name().equals("data")) {
                    gather(entry.value(), texts);
                }
            }
        } else if (node instanceof YamlSequence sequence) {
            for (YamlNode item : sequence.items()) {
                gather(item, texts);
            }
        }
    }

    /** Whether a text holds a lower-case needle, in any case. */
    static boolean holds(String text, String needle) {
        char first = needle.charAt(0);
        for (int at = 0; at + needle.length() <= text.length(); at++) {
            if (Character.toLowerCase(text.charAt(at)) == first
                    && text.regionMatches(true, at, needle, 0, needle.length())) {
                return true;
            }
        }
        return false;
    }
}
