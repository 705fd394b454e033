package dev.capstan.format.text.internal.separated;

import java.io.Reader;

/**
 * Reads a text with a line end added. A record that reaches the end all the same is one whose quotes are not closed, which
 * the library takes for closed.
 */
final class LineEndedReader extends Reader {
    private final String text;
    private int at;
    private boolean exhausted;

    LineEndedReader(String text) {
        this.text = text;
    }

    /** Whether the end was asked for. */
    boolean isExhausted() {
        return exhausted;
    }

    @Override
    public int read(char[] target, int offset, int length) {
        int left = text.length() - at;
        if (left > 0) {
            int count = Math.min(length, left);
            text.getChars(at, at + count, target, offset);
            at += count;
            return count;
        }
        if (left == 0) {
            target[offset] = '\n';
            at++;
            return 1;
        }
        exhausted = true;
        return -1;
    }

    @Override
    public void close() {}
}
