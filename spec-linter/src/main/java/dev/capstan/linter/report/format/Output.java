package dev.capstan.linter.report.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Where lines are written. */
final class Output {
    private final Writer out;

    Output(Writer out) {
        this.out = out;
    }

    void line(CharSequence line) {
        try {
            out.append(line).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
