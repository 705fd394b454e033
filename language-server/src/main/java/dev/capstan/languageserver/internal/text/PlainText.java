package dev.capstan.languageserver.internal.text;

import java.util.regex.Pattern;

/** How a text is spelt in YAML. */
public final class PlainText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*");
    private static final Pattern OTHER_THAN_TEXT = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private PlainText() {}

    /** The text as it is where that is safe, else in double quotes. */
    public static String spelt(String text) {
        boolean plain =
                PLAIN.matcher(text).matches() && !OTHER_THAN_TEXT.matcher(text).matches();
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < ' ' || c == 0x7f) {
                quoted.append(String.format("\\x%02x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
