package dev.capstan.linter.rules;

import org.jspecify.annotations.Nullable;

/** What rules ask of texts. */
final class Texts {
    private Texts() {}

    static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
