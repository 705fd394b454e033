package dev.capstan.engine.internal.variable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code .env} text: {@code NAME=value} lines, an optional {@code export}, {@code #} comments, values bare or in
 * single or double quotes; in double quotes {@code \n}, {@code \"} and {@code \\} are escapes.
 */
public final class DotEnv {
    private DotEnv() {}

    /**
     * The variables, in order; a later one of the same name wins.
     *
     * @throws IllegalArgumentException for a line that is none of these; the message has its number and not its text
     */
    public static Map<String, String> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (number == 1 && line.startsWith("\uFEFF")) {
                line = line.substring(1);
            }
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("export ")) {
                line = line.substring("export ".length()).strip();
            }
            int equals = line.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("line " + number + " is not NAME=value");
            }
            values.put(
                    line.substring(0, equals).strip(),
                    value(line.substring(equals + 1).strip()));
        }
        return values;
    }

    private static String value(String written) {
        if (written.startsWith("'")) {
            int end = written.indexOf('\'', 1);
            return end < 0 ? written : written.substring(1, end);
        }
        if (!written.startsWith("\"")) {
            int comment = written.indexOf(" #");
            return comment < 0 ? written : written.substring(0, comment).strip();
        }
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < written.length() && written.charAt(i) != '"'; i++) {
            char c = written.charAt(i);
            if (c == '\\' && i + 1 < written.length()) {
                char escaped = written.charAt(++i);
                value.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped == 'r' ? '\r' : escaped);
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }
}
