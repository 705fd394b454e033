package dev.capstan.languageserver.internal.document;

import dev.capstan.languageserver.internal.text.TextPosition;
import dev.capstan.languageserver.internal.text.TextRange;
import dev.capstan.linter.ConfiguredLinter;
import dev.capstan.linter.configuration.LintConfiguration;
import java.nio.file.Path;

/** A document whose cursor is marked with a caret. */
record MarkedDocument(EditorDocument document, TextPosition cursor, String text) {
    private static final String CARET = "‸";

    static MarkedDocument of(String marked) {
        return of(marked, Path.of("test.yaml"));
    }

    static MarkedDocument of(String marked, Path file) {
        int at = marked.indexOf(CARET);
        if (at < 0) {
            throw new IllegalArgumentException("no caret in the document");
        }
        String before = marked.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        TextPosition cursor = new TextPosition(line, at - before.lastIndexOf('\n') - 1);
        String text = marked.replace(CARET, "");
        return new MarkedDocument(
                new EditorDocument(text, file, new ConfiguredLinter(LintConfiguration.DEFAULT, false)), cursor, text);
    }

    /** The text in a range of one line. */
    String slice(TextRange range) {
        return text.split("\n", -1)[range.start().line()].substring(
                range.start().character(), range.end().character());
    }
}
