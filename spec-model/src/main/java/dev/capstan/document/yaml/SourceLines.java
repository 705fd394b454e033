package dev.capstan.document.yaml;

import dev.capstan.document.diagnostic.SourceRange;
import java.util.Arrays;

/** The lines of a document, for what the parser's marks do not tell. Lines and columns are counted from 1. */
public final class SourceLines {
    private final String text;
    private int[] starts = new int[0];

    /** The lines of that text. */
    public SourceLines(String text) {
        this.text = text;
    }

    /**
     * Where a literal or folded block scalar really ends: behind its last written line. The parser's own end lies on the
     * line of what follows, behind blank lines and remarks.
     */
    public SourceRange blockScalar(SourceRange found) {
        if (starts.length == 0) {
            starts = lineStarts();
        }
        if (found.line() > starts.length) {
            return found;
        }
        int indent = 0;
        int last = 0;
        for (int line = found.line() + 1; line <= Math.min(found.endLine(), starts.length); line++) {
            int first = firstVisible(line);
            if (first < 0) {
                continue;
            }
            if (last == 0) {
                indent = hasIndentIndicator(found) ? 1 : first;
            }
            if (first < indent || line == found.endLine() && found.endColumn() == 1) {
                break;
            }
            last = line;
        }
        return last == 0
                ? new SourceRange(found.line(), found.column(), found.line(), headerEnd(found))
                : new SourceRange(found.line(), found.column(), last, length(last) + 1);
    }

    private int[] lineStarts() {
        int[] found = new int[64];
        int count = 1;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n')) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = at + 1;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** How many spaces a line begins with; -1 when there is nothing else in it. */
    private int firstVisible(int line) {
        int start = starts[line - 1];
        int end = end(line);
        for (int at = start; at < end; at++) {
            if (text.charAt(at) != ' ') {
                return text.charAt(at) == '\t' && text.substring(at, end).isBlank() ? -1 : at - start;
            }
        }
        return -1;
    }

    private int end(int line) {
        int end = line < starts.length ? starts[line] : text.length();
        while (end > starts[line - 1] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    private int length(int line) {
        return text.codePointCount(starts[line - 1], end(line));
    }

    private boolean hasIndentIndicator(SourceRange found) {
        int end = header(found);
        return end < end(found.line()) && Character.isDigit(text.charAt(end))
                || end + 1 < end(found.line()) && Character.isDigit(text.charAt(end + 1));
    }

    /** The offset behind the {@code |} or {@code >}; the scalar may have a tag or an anchor before it. */
    private int header(SourceRange found) {
        int end = end(found.line());
        int at = Math.min(end, text.offsetByCodePoints(starts[found.line() - 1], found.column() - 1));
        while (at < end && text.charAt(at) != '|' && text.charAt(at) != '>') {
            at++;
        }
        return Math.min(at + 1, end);
    }

    /** The column behind the header with its indicators. */
    private int headerEnd(SourceRange found) {
        int at = header(found);
        int end = end(found.line());
        while (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+' || Character.isDigit(text.charAt(at)))) {
            at++;
        }
        return text.codePointCount(starts[found.line() - 1], at) + 1;
    }
}
