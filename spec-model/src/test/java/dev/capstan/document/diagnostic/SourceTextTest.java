package dev.capstan.document.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceTextTest {
    private static final String TEXT = "\uFEFFone\r\ntw\uD83D\uDCDAo\rthree\n\nlast";

    @Test
    void linesEndInThreeWays() {
        SourceText text = SourceText.of(TEXT);
        assertThat(text.lines()).isEqualTo(5);
        assertThat(text.line(1)).isEqualTo("one");
        assertThat(text.line(2)).isEqualTo("tw\uD83D\uDCDAo");
        assertThat(text.line(3)).isEqualTo("three");
        assertThat(text.line(4)).isEmpty();
        assertThat(text.line(5)).isEqualTo("last");
        assertThat(text.line(6)).isEmpty();
        assertThat(text.line(0)).isEmpty();
    }

    @Test
    void columnsAreCodePoints() {
        SourceText text = SourceText.of(TEXT);
        assertThat(text.slice(new SourceRange(2, 3, 2, 5))).isEqualTo("\uD83D\uDCDAo");
        assertThat(text.slice(new SourceRange(1, 1, 1, 4))).isEqualTo("one");
        assertThat(text.slice(new SourceRange(3, 2, 5, 3))).isEqualTo("hree\n\nla");
    }

    @Test
    void placesBehindTheEndAreTheEnd() {
        SourceText text = SourceText.of("ab\nc");
        assertThat(text.offset(2, 9)).isEqualTo(4);
        assertThat(text.offset(7, 1)).isEqualTo(4);
        assertThat(SourceText.of("").lines()).isEqualTo(1);
    }

    @Test
    void manyShortLinesAreAllFound() {
        assertThat(SourceText.of("\n".repeat(1000)).lines()).isEqualTo(1001);
    }
}
