package dev.capstan.document.yaml.fast;

import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.yaml.YamlScalar;

/** Literal and folded block scalars of {@link SubsetReader}: YAML 1.2.2, section 8.1, without indentation indicators. */
final class SubsetBlockScalars {
    private final SubsetCursor cursor;
    private final char[] chars;
    private final String file;

    SubsetBlockScalars(SubsetCursor cursor, String file) {
        this.cursor = cursor;
        this.chars = cursor.chars;
        this.file = file;
    }

    /** The block scalar whose indicator is here; then to the next content. */
    YamlScalar scalar(int parentIndent) {
        int startLine = cursor.line() + 1;
        int startColumn = cursor.shownColumn(cursor.lineStart(), cursor.at);
        boolean folded = chars[cursor.at++] == '>';
        char chomping = chars[cursor.at];
        if (chomping == '-' || chomping == '+') {
            cursor.at++;
        }
        int headerEnd = cursor.at;
        cursor.skipSpaces();
        if (chars[cursor.at] == '#' && cursor.at == headerEnd || !cursor.isAtLineEnd()) {
            throw new OutsideSubset();
        }
        SourceRange header = cursor.rangeFrom(startLine, startColumn, headerEnd);
        toLineEnd();
        StringBuilder text = new StringBuilder();
        SourceRange range = content(indentOfContent(parentIndent), folded, chomping, text, header);
        cursor.toNextContent();
        return new YamlScalar(file, range, text.toString(), YamlScalar.Kind.STRING, true);
    }

    private void toLineEnd() {
        while (chars[cursor.at] != '\n') {
            if (chars[cursor.at] == SubsetCursor.END) {
                throw new OutsideSubset();
            }
            cursor.at++;
        }
    }

    /** How far the first line that is not empty is indented; it must be of this scalar. */
    private int indentOfContent(int parentIndent) {
        int widest = 0;
        for (int at = cursor.at + 1; ; at++) {
            int start = at;
            at = behindSpaces(at);
            int indent = at - start;
            if (chars[at] != '\n') {
                if (widest > indent || indent <= parentIndent || chars[at] == SubsetCursor.END) {
                    throw new OutsideSubset();
                }
                return indent;
            }
            widest = Math.max(widest, indent);
        }
    }

    /** Appends the lines of the scalar; the cursor goes to the end of the last. */
    private SourceRange content(int indent, boolean folded, char chomping, StringBuilder text, SourceRange header) {
        SourceRange range = header;
        boolean isFirst = true;
        boolean wasText = false;
        int empty = 0;
        while (true) {
            int start = cursor.at + 1;
            int at = start;
            while (chars[at] == ' ' && at - start < indent) {
                at++;
            }
            if (chars[at] == '\n') {
                empty++;
                cursor.startLine(start);
                cursor.at = at;
                continue;
            }
            if (at - start < indent || chars[at] == SubsetCursor.END) {
                break;
            }
            boolean isText = chars[at] != ' ';
            if (isFirst || folded && wasText && isText) {
                breaks(text, isFirst || empty > 0 ? "" : " ", empty);
            } else {
                breaks(text, "\n", empty);
            }
            isFirst = false;
            wasText = isText;
            empty = 0;
            cursor.startLine(start);
            cursor.at = at;
            toLineEnd();
            text.append(chars, at, cursor.at - at);
            if (chars[behindSpaces(at)] != '\n') {
                range = cursor.rangeFrom(header.line(), header.column(), cursor.at);
            }
        }
        if (chomping != '-') {
            breaks(text, "\n", chomping == '+' ? empty : 0);
        }
        return range;
    }

    private static void breaks(StringBuilder text, String first, int more) {
        text.append(first);
        for (int i = 0; i < more; i++) {
            text.append('\n');
        }
    }

    private int behindSpaces(int from) {
        int at = from;
        while (chars[at] == ' ') {
            at++;
        }
        return at;
    }
}
