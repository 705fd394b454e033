package dev.capstan.languageserver.internal.outline;

import dev.capstan.languageserver.internal.text.TextRange;
import org.jspecify.annotations.Nullable;

/** Reads what stands between braces and brackets on one line into the outline. Used once, by one thread. */
final class FlowReader {
    private static final String DELIMITERS = "{}[],";

    private final String line;
    private final int lineNumber;
    private final int end;
    private final int cursorAt;
    private @Nullable Cursor cursor;
    private int next;

    /**
     * A reader.
     *
     * @param end where the line's content ends
     * @param cursorAt column of the cursor; negative when it is not on this line
     */
    FlowReader(String line, int lineNumber, int end, int cursorAt) {
        this.line = line;
        this.lineNumber = lineNumber;
        this.end = end;
        this.cursorAt = cursorAt;
    }

    /** Where the cursor is; null when it is not between these braces. */
    @Nullable
    Cursor cursor() {
        return cursor;
    }

    /** Whether a value opens a quote, a brace or a bracket that it does not close. */
    static boolean unclosed(String value) {
        char first = value.charAt(0);
        if (first == '"' || first == '\'') {
            int behind = LineTokens.skipQuoted(value, 0, value.length());
            return behind == value.length() && (value.length() == 1 || value.charAt(value.length() - 1) != first);
        }
        if (first != '{' && first != '[') {
            return false;
        }
        int depth = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\'') {
                i = LineTokens.skipQuoted(value, i, value.length()) - 1;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return depth > 0;
    }

    /** Reads the collection that begins there as the latest member of its holder. */
    void read(Outline holder, int from) {
        Outline into = open(holder, line.charAt(from));
        int at = from + 1;
        while (into != holder && at <= end) {
            at = LineTokens.skipSpaces(line, at, end);
            char c = at < end ? line.charAt(at) : '}';
            if (c == ',') {
                empty(into, at);
                at++;
            } else if (c == '}' || c == ']') {
                empty(into, at);
                into = into.parent() == null ? holder : into.parent();
                at++;
            } else {
                into = into instanceof Outline.Mapping ? member(into, at) : item(into, at);
                at = next;
            }
        }
    }

    /** A cursor where nothing is written yet. */
    private void empty(Outline into, int at) {
        if (cursor == null && cursorAt >= 0 && cursorAt <= at && at - spacesBefore(at) <= cursorAt) {
            boolean value = into instanceof Outline.Mapping mapping && mapping.open() && colonBefore(at);
            TextRange range = TextRange.onLine(lineNumber, cursorAt, cursorAt);
            if (value || openBefore(at)) {
                cursor = new Cursor(into, value ? into.latest() : null, range, "", true, false);
            }
        }
    }

    private int spacesBefore(int at) {
        int spaces = 0;
        while (at - spaces > 0 && line.charAt(at - spaces - 1) == ' ') {
            spaces++;
        }
        return spaces;
    }

    private boolean colonBefore(int at) {
        int before = at - spacesBefore(at);
        return before > 0 && line.charAt(before - 1) == ':';
    }

    private boolean openBefore(int at) {
        int before = at - spacesBefore(at);
        return before > 0 && "{[,".indexOf(line.charAt(before - 1)) >= 0;
    }

    private Outline member(Outline into, int at) {
        int stop = token(at, true);
        int colon = LineTokens.skipSpaces(line, stop, end);
        boolean separated = colon < end && line.charAt(colon) == ':';
        if (cursorAt >= at && cursorAt <= stop) {
            cursor = at(into, null, at, stop, separated);
        } else {
            ((Outline.Mapping) into).add(LineTokens.unquoted(line.substring(at, stop)));
        }
        if (!separated) {
            next = Math.max(stop, at + 1);
            return into;
        }
        int value = LineTokens.skipSpaces(line, colon + 1, end);
        return value(into, value, into.latest());
    }

    private Outline item(Outline into, int at) {
        ((Outline.Sequence) into).add();
        return value(into, at, null);
    }

    private Outline value(Outline into, int at, @Nullable String key) {
        if (at < end && (line.charAt(at) == '{' || line.charAt(at) == '[')) {
            next = at + 1;
            return open(into, line.charAt(at));
        }
        if (at >= end || DELIMITERS.indexOf(line.charAt(at)) >= 0) {
            next = at;
            return into;
        }
        int stop = token(at, false);
        if (cursorAt >= at && cursorAt <= stop) {
            cursor = at(into, key, at, stop, false);
        }
        if (into.open()) {
            into.fill(new Outline.Text(into, into.latest(), line.substring(at, stop)));
        }
        next = Math.max(stop, at + 1);
        return into;
    }

    private Cursor at(Outline into, @Nullable String key, int from, int to, boolean separated) {
        char first = line.charAt(from);
        boolean quoted = first == '"' || first == '\'';
        int start = quoted && key != null && cursorAt > from ? from + 1 : from;
        int stop = start > from && to > start && line.charAt(to - 1) == first ? to - 1 : to;
        TextRange range = TextRange.onLine(lineNumber, start, Math.max(stop, cursorAt));
        return new Cursor(into, key, range, line.substring(start, cursorAt), true, separated);
    }

    /** Where the text that begins there ends. */
    private int token(int from, boolean key) {
        char first = line.charAt(from);
        if (first == '"' || first == '\'') {
            return LineTokens.skipQuoted(line, from, end);
        }
        int at = from;
        while (at < end && DELIMITERS.indexOf(line.charAt(at)) < 0 && !(key && endsKey(at))) {
            at++;
        }
        while (at > from && line.charAt(at - 1) == ' ') {
            at--;
        }
        return at;
    }

    private boolean endsKey(int at) {
        return line.charAt(at) == ':' && (at + 1 >= end || " ,}]".indexOf(line.charAt(at + 1)) >= 0);
    }

    private static Outline open(Outline holder, char bracket) {
        Outline opened = bracket == '{'
                ? new Outline.Mapping(holder, holder.latest())
                : new Outline.Sequence(holder, holder.latest());
        if (holder.open()) {
            holder.fill(opened);
        }
        return opened;
    }
}
