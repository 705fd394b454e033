package dev.capstan.languageserver.internal.outline;

import org.jspecify.annotations.Nullable;

/**
 * A name between double braces.
 *
 * @param from column of its first character
 * @param to behind its last character, or where one could be written
 * @param closed whether the closing braces are there
 */
public record TemplateCursor(int from, int to, boolean closed) {

    /** The name around a column; null when it is not between double braces. */
    public static @Nullable TemplateCursor at(String line, int column) {
        int open = line.lastIndexOf("{{", column - 2);
        if (column < 2 || open < 0 || line.substring(open + 2, column).contains("}}")) {
            return null;
        }
        int from = LineTokens.skipSpaces(line, open + 2, column);
        int to = column;
        while (to < line.length() && isNamePart(line.charAt(to))) {
            to++;
        }
        return new TemplateCursor(from, to, line.startsWith("}}", LineTokens.skipSpaces(line, to, line.length())));
    }

    /** The name; empty when none is written. */
    public String name(String line) {
        return line.substring(from, to).trim();
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '$';
    }
}
