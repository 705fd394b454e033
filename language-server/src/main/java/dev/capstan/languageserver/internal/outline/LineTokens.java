package dev.capstan.languageserver.internal.outline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of block style, taken apart.
 *
 * @param dashes the columns of its leading dashes
 * @param start the column of what follows them; the line's length when nothing does
 * @param key the key there; null when there is none
 * @param keyEnd behind the key's last character, quotes included
 * @param value the column where the key's value begins, or what follows the dashes when there is no key
 * @param end behind the last character that is no comment
 */
public record LineTokens(
        List<Integer> dashes, int start, @Nullable String key, int keyEnd, int value, int end) {

    static LineTokens of(String line) {
        List<Integer> dashes = new ArrayList<>();
        int end = end(line);
        int at = skipSpaces(line, 0, end);
        while (at < end && line.charAt(at) == '-' && (at + 1 == line.length() || line.charAt(at + 1) == ' ')) {
            dashes.add(at);
            at = Math.min(line.length(), skipSpaces(line, at + 1, line.length()));
            at = at > end ? Math.max(end, dashes.get(dashes.size() - 1) + 1) : at;
        }
        int colon = colon(line, at, end);
        if (colon < 0) {
            return new LineTokens(List.copyOf(dashes), at, null, at, at, Math.max(at, end));
        }
        int keyEnd = colon;
        while (keyEnd > at && line.charAt(keyEnd - 1) == ' ') {
            keyEnd--;
        }
        int value = skipSpaces(line, colon + 1, end);
        return new LineTokens(
                List.copyOf(dashes), at, unquoted(line.substring(at, keyEnd)), keyEnd, value, Math.max(value, end));
    }

    /** Whether nothing but a comment stands on the line. */
    boolean blank() {
        return dashes.isEmpty() && key == null && start >= end;
    }

    static String unquoted(String text) {
        boolean quoted = text.length() >= 2
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    public static int skipSpaces(String line, int from, int end) {
        int at = from;
        while (at < end && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    /** Behind the closing quote of the text that begins there; the end when none closes it. */
    static int skipQuoted(String line, int from, int end) {
        char quote = line.charAt(from);
        for (int i = from + 1; i < end; i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote == '"') {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
        }
        return end;
    }

    private static int colon(String line, int from, int end) {
        if (from >= end || "{[&*!|>#%@`".indexOf(line.charAt(from)) >= 0) {
            return -1;
        }
        boolean quoted = line.charAt(from) == '"' || line.charAt(from) == '\'';
        int at = quoted ? skipQuoted(line, from, end) : from;
        for (; at < end; at++) {
            if (line.charAt(at) == ':' && (at + 1 == line.length() || line.charAt(at + 1) == ' ')) {
                return at;
            }
            if (quoted && line.charAt(at) != ' ') {
                return -1;
            }
        }
        return -1;
    }

    /** Without a comment and the white space before it. */
    private static int end(String line) {
        int end = line.length();
        boolean tokenStart = true;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (tokenStart && (c == '"' || c == '\'')) {
                i = skipQuoted(line, i, line.length()) - 1;
                tokenStart = false;
            } else if (c == '#' && (i == 0 || line.charAt(i - 1) == ' ' || line.charAt(i - 1) == '\t')) {
                end = i;
                break;
            } else {
                tokenStart = c == ' ' || "{[,:".indexOf(c) >= 0;
            }
        }
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        return end;
    }
}
