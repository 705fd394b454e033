package dev.capstan.format.text.internal.markdown;

import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadLimits;

/**
 * Bounds the nodes that a Markdown text is parsed to, before it is parsed: every node takes a line end or a character that
 * may be markup.
 */
final class MarkupCount {
    private static final boolean[] MARKUP = new boolean[128];

    static {
        for (char c : "\n\r\\`*_[]!<&|~".toCharArray()) {
            MARKUP[c] = true;
        }
    }

    private MarkupCount() {}

    static void check(String text, PayloadLimits limits) throws PayloadException {
        if (text.length() <= limits.maxValues()) {
            return;
        }
        PayloadBudget marks = new PayloadBudget(limits);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128 && MARKUP[c]) {
                marks.addValue();
            }
        }
    }
}
