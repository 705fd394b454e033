package dev.capstan.document.yaml.fast;

import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.yaml.CoreSchema;
import dev.capstan.document.yaml.YamlScalar;

/** The scalars of {@link SubsetReader}: plain, quoted, literal and folded ones. */
final class SubsetScalars {
    /** YAML 1.2.2, section 7.4: a key is no longer than this many characters. A little less is asked for here. */
    private static final int LONGEST_KEY = 1000;

    private static final int NAMES = 256;

    private final SubsetCursor cursor;
    private final char[] chars;
    private final String file;
    private final SubsetBlockScalars blocks;

    /** Keys that were met, by a hash of their text: documents repeat few names many times. */
    private final String[] names = new String[NAMES];

    SubsetScalars(SubsetCursor cursor, String file) {
        this.cursor = cursor;
        this.chars = cursor.chars;
        this.file = file;
        this.blocks = new SubsetBlockScalars(cursor, file);
    }

    /** The index of the colon that makes a key of what starts here; negative when there is none on this line. */
    int colonOfKey() {
        int at = cursor.at;
        int limit = at + LONGEST_KEY;
        char quote = chars[at];
        if (quote == '"' || quote == '\'') {
            at = behindQuoted(at);
            while (at >= 0 && chars[at] == ' ') {
                at++;
            }
            return at >= 0 && isValueIndicator(at) && at < limit ? at : -1;
        }
        if (!isPlainStart(at)) {
            return -1;
        }
        for (char c = quote; c != '\n' && c != SubsetCursor.END; c = chars[++at]) {
            if (c == ':' && SubsetCursor.isBreakOrSpace(chars[at + 1])) {
                return at < limit ? at : -1;
            }
            if (c == '#' && chars[at - 1] == ' ') {
                return -1;
            }
        }
        return -1;
    }

    private boolean isValueIndicator(int at) {
        return chars[at] == ':' && SubsetCursor.isBreakOrSpace(chars[at + 1]);
    }

    /** The index behind a quoted scalar that ends on the line where it starts; negative when it does not. */
    private int behindQuoted(int from) {
        char quote = chars[from];
        for (int at = from + 1; ; at++) {
            char c = chars[at];
            if (c == quote) {
                if (quote == '"' || chars[at + 1] != '\'') {
                    return at + 1;
                }
                at++;
            } else if (c == '\n' || c == SubsetCursor.END) {
                return -1;
            } else if (c == '\\' && quote == '"') {
                at++;
                if (chars[at] == '\n' || chars[at] == SubsetCursor.END) {
                    return -1;
                }
            }
        }
    }

    /** The key that starts here and ends with the colon at an index; then behind the colon. */
    YamlScalar key(int colon) {
        YamlScalar key;
        if (chars[cursor.at] == '"' || chars[cursor.at] == '\'') {
            key = quoted(Integer.MAX_VALUE);
        } else {
            int from = cursor.at;
            int to = withoutSpaces(from, colon);
            String name = name(from, to);
            key = new YamlScalar(file, cursor.range(from, to), name, CoreSchema.kindOf(name), false);
        }
        cursor.at = colon + 1;
        return key;
    }

    private String name(int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + chars[i];
        }
        int slot = (hash ^ hash >>> 8) & NAMES - 1;
        String known = names[slot];
        if (known != null && known.length() == to - from && cursor.text.startsWith(known, from)) {
            return known;
        }
        String found = cursor.text.substring(from, to);
        names[slot] = found;
        return found;
    }

    /** The scalar that starts here, in a block; then to the next content. */
    YamlScalar scalar(int parentIndent) {
        return switch (chars[cursor.at]) {
            case '"', '\'' -> {
                YamlScalar quoted = quoted(parentIndent);
                cursor.toNextContent();
                yield quoted;
            }
            case '|', '>' -> blocks.scalar(parentIndent);
            default -> {
                YamlScalar plain = plain(parentIndent);
                cursor.toNextContent();
                yield plain;
            }
        };
    }

    /** The scalar that starts here, in a flow collection; then behind it and the spaces that follow. */
    YamlScalar flowScalar() {
        int from = cursor.at;
        YamlScalar scalar;
        if (chars[from] == '"' || chars[from] == '\'') {
            scalar = quoted(Integer.MAX_VALUE);
        } else {
            int at = from;
            if (!isPlainStart(at)) {
                throw new OutsideSubset();
            }
            while (!isFlowIndicator(chars[at]) && !(chars[at] == ':' && isEndOfFlowKey(chars[at + 1]))) {
                if (chars[at] == '\n' || chars[at] == SubsetCursor.END || chars[at] == '#' && chars[at - 1] == ' ') {
                    throw new OutsideSubset();
                }
                at++;
            }
            cursor.at = at;
            int to = withoutSpaces(from, at);
            String text = cursor.text.substring(from, to);
            scalar = new YamlScalar(file, cursor.range(from, to), text, CoreSchema.kindOf(text), false);
        }
        cursor.skipSpaces();
        return scalar;
    }

    private static boolean isFlowIndicator(char c) {
        return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
    }

    private static boolean isEndOfFlowKey(char c) {
        return SubsetCursor.isBreakOrSpace(c) || isFlowIndicator(c);
    }

    private boolean isPlainStart(int at) {
        return switch (chars[at]) {
            case '-' -> !isEndOfFlowKey(chars[at + 1]);
            case '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`' -> false;
            case '\n', ' ', SubsetCursor.END -> false;
            default -> true;
        };
    }

    private int withoutSpaces(int from, int to) {
        int end = to;
        while (end > from && chars[end - 1] == ' ') {
            end--;
        }
        return end;
    }

    /** A plain scalar, on as many lines as are indented more than its parent. */
    private YamlScalar plain(int parentIndent) {
        int from = cursor.at;
        if (!isPlainStart(from)) {
            throw new OutsideSubset();
        }
        int startLine = cursor.line() + 1;
        int startColumn = cursor.shownColumn(cursor.lineStart(), from);
        int to = endOfPlainLine(from);
        cursor.at = to;
        if (!isContinued(parentIndent)) {
            String text = cursor.text.substring(from, to);
            return new YamlScalar(file, cursor.range(from, to), text, CoreSchema.kindOf(text), false);
        }
        StringBuilder text = new StringBuilder();
        do {
            text.append(chars, from, to - from);
            fold(text);
            from = cursor.at;
            to = endOfPlainLine(from);
            if (to == from) {
                throw new OutsideSubset();
            }
            cursor.at = to;
        } while (isContinued(parentIndent));
        text.append(chars, from, to - from);
        String whole = text.toString();
        SourceRange range = cursor.rangeFrom(startLine, startColumn, to);
        return new YamlScalar(file, range, whole, CoreSchema.kindOf(whole), false);
    }

    private int endOfPlainLine(int from) {
        int at = from;
        for (char c = chars[at]; c != '\n' && c != SubsetCursor.END; c = chars[++at]) {
            if (c == ':' && SubsetCursor.isBreakOrSpace(chars[at + 1])
                    || c == '#' && at > from && chars[at - 1] == ' ') {
                break;
            }
        }
        return withoutSpaces(from, at);
    }

    /** Whether the rest of this line is empty and the next that is not is indented more than the parent, and no comment. */
    private boolean isContinued(int parentIndent) {
        int at = cursor.at;
        int start = cursor.lineStart();
        while (true) {
            while (chars[at] == ' ') {
                at++;
            }
            if (chars[at] != '\n') {
                return start != cursor.lineStart()
                        && at - start > parentIndent
                        && chars[at] != '#'
                        && chars[at] != SubsetCursor.END;
            }
            at++;
            start = at;
        }
    }

    /** From the end of a line to the first character of the next that is not empty: a space, or the empty lines. */
    private void fold(StringBuilder text) {
        int empty = -1;
        do {
            cursor.skipSpaces();
            if (chars[cursor.at] != '\n') {
                throw new OutsideSubset();
            }
            cursor.startLine(cursor.at + 1);
            cursor.skipSpaces();
            empty++;
        } while (chars[cursor.at] == '\n');
        if (empty == 0) {
            text.append(' ');
        }
        for (int i = 0; i < empty; i++) {
            text.append('\n');
        }
    }

    /**
     * A quoted scalar; then behind it.
     *
     * @param parentIndent the lines below the first must be indented more
     */
    private YamlScalar quoted(int parentIndent) {
        int startLine = cursor.line() + 1;
        int startColumn = cursor.shownColumn(cursor.lineStart(), cursor.at);
        char quote = chars[cursor.at++];
        int from = cursor.at;
        int at = from;
        while (chars[at] != quote && chars[at] != '\\' && chars[at] != '\n' && chars[at] != SubsetCursor.END) {
            at++;
        }
        String text;
        if (chars[at] == quote && (quote == '"' || chars[at + 1] != '\'')) {
            text = cursor.text.substring(from, at);
            cursor.at = at + 1;
        } else {
            text = unquoted(quote, parentIndent);
        }
        SourceRange range = cursor.rangeFrom(startLine, startColumn, cursor.at);
        return new YamlScalar(file, range, text, YamlScalar.Kind.STRING, true);
    }

    private String unquoted(char quote, int parentIndent) {
        StringBuilder text = new StringBuilder();
        int end = 0;
        while (true) {
            char c = chars[cursor.at];
            if (c == '\n') {
                text.setLength(end);
                fold(text);
                if (cursor.column() <= parentIndent) {
                    throw new OutsideSubset();
                }
                end = text.length();
                continue;
            }
            if (c == SubsetCursor.END) {
                throw new OutsideSubset();
            }
            cursor.at++;
            if (c == quote) {
                if (quote == '"' || chars[cursor.at] != '\'') {
                    return text.toString();
                }
                cursor.at++;
            } else if (c == '\\' && quote == '"') {
                c = escaped();
                text.append(c);
                end = text.length();
                continue;
            }
            text.append(c);
            if (c != ' ') {
                end = text.length();
            }
        }
    }

    /** The character that an escape stands for: YAML 1.2.2, section 5.7, as far as it is simple. */
    private char escaped() {
        char c = chars[cursor.at++];
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'x' -> hexadecimal(2);
            case 'u' -> hexadecimal(4);
            default -> throw new OutsideSubset();
        };
    }

    private char hexadecimal(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            char c = chars[cursor.at++];
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw new OutsideSubset();
            }
            value = value << 4 | digit;
        }
        if (value < ' ' || Character.isSurrogate((char) value)) {
            throw new OutsideSubset();
        }
        return (char) value;
    }
}
