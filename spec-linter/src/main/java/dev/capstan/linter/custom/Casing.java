package dev.capstan.linter.custom;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the words of a name are told apart. */
enum Casing {
    FLAT("[a-z][a-z{d}]*"),
    CAMEL("[a-z][a-z{d}]*(?:[A-Z{d}](?:[a-z{d}]+|$))*"),
    PASCAL("[A-Z][a-z{d}]*(?:[A-Z{d}](?:[a-z{d}]+|$))*"),
    KEBAB("[a-z][a-z{d}]*(?:-[a-z{d}]+)*"),
    COBOL("[A-Z][A-Z{d}]*(?:-[A-Z{d}]+)*"),
    SNAKE("[a-z][a-z{d}]*(?:_[a-z{d}]+)*"),
    MACRO("[A-Z][A-Z{d}]*(?:_[A-Z{d}]+)*");

    private final String word;

    Casing(String word) {
        this.word = word;
    }

    /** The name in a configuration. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Casing named(String label) {
        for (Casing casing : values()) {
            if (casing.label().equals(label)) {
                return casing;
            }
        }
        return null;
    }

    /**
     * What a whole name must match.
     *
     * @param digits whether digits are allowed
     * @param separator a character that may stand between such names, as {@code /} in paths; null for none
     * @param leading whether the separator may stand first
     */
    Pattern pattern(boolean digits, @Nullable String separator, boolean leading) {
        String name = word.replace("{d}", digits ? "0-9" : "");
        if (separator == null) {
            return Pattern.compile(name);
        }
        String between = Pattern.quote(separator);
        // A word may end at the separator as well as at the end.
        String part = name.replace("|$)", "|(?=" + between + ")|$)");
        return Pattern.compile((leading ? "(?:" + between + ")?" : "") + part + "(?:" + between + part + ")*");
    }
}
