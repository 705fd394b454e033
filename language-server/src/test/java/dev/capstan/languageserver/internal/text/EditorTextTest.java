package dev.capstan.languageserver.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.SourceRange;
import org.junit.jupiter.api.Test;

/** Diagnostics count code points from 1, editors UTF-16 code units from 0. */
class EditorTextTest {

    @Test
    void countsCodeUnits() {
        EditorText text = new EditorText("a: \"🐈🐈\"\r\nb: 1\rc: 2\n");

        assertThat(text.range(new SourceRange(1, 4, 1, 8))).isEqualTo(TextRange.onLine(0, 3, 9));
        assertThat(text.range(new SourceRange(3, 1, 3, 2))).isEqualTo(TextRange.onLine(2, 0, 1));
        assertThat(text.lineCount()).isEqualTo(4);
    }

    @Test
    void staysWithinTheText() {
        EditorText text = new EditorText("ab\ncd");

        assertThat(text.range(new SourceRange(2, 1, 9, 9)))
                .isEqualTo(new TextRange(new TextPosition(1, 0), new TextPosition(1, 2)));
        assertThat(text.within(new TextPosition(7, 7))).isEqualTo(new TextPosition(1, 2));
        assertThat(text.within(new TextPosition(0, -1))).isEqualTo(new TextPosition(0, 0));
    }

    @Test
    void doesNotCountAByteOrderMark() {
        EditorText text = new EditorText("\uFEFFab: c");

        assertThat(text.range(new SourceRange(1, 1, 1, 3))).isEqualTo(TextRange.onLine(0, 0, 2));
    }
}
