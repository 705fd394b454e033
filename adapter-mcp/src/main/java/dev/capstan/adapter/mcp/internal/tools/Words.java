package dev.capstan.adapter.mcp.internal.tools;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The words of names and descriptions. */
final class Words {
    private Words() {}

    /** The words of a text: runs of letters and digits, cut where a capital follows a small letter, in small letters and the singular. */
    static List<String> of(String text) {
        return Arrays.stream(text.split("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})"))
                .filter(word -> !word.isEmpty())
                .map(word -> singular(word.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String singular(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
