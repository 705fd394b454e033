package dev.capstan.linter.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.diagnostic.SourceText;
import dev.capstan.linter.report.SourceLine;
import dev.capstan.linter.report.SourceLineReader;
import org.junit.jupiter.api.Test;

class SourceLineReaderTest {
    private static final String BOOKS = "\uD83D\uDCDA";

    private static SourceRange at(int line, int column) {
        return new SourceRange(line, column, line, column + 4);
    }

    @Test
    void aLineIsReadAsItIs() {
        SourceLineReader lines = new SourceLineReader(SourceText.of("one\ntwo three\n"));
        assertThat(lines.at(at(2, 5))).isEqualTo(SourceLine.whole("two three"));
        assertThat(lines.at(at(1, 1))).isEqualTo(SourceLine.whole("one"));
        assertThat(lines.at(at(9, 1))).isEqualTo(SourceLine.whole(""));
    }

    @Test
    void ofALongLineOnlyAPieceIsKept() {
        String line = BOOKS.repeat(5000) + "HERE" + BOOKS.repeat(5000);
        SourceLineReader lines = new SourceLineReader(SourceText.of("first\n" + line + "\n"));
        for (int column : new int[] {5001, 3, 10_000, 5001, 1}) {
            SourceLine piece = lines.at(at(2, column));
            assertThat(piece.text()).hasSizeLessThan(600);
            assertThat(piece.isCut()).isEqualTo(column < 10_000);
            int[] points = line.codePoints().skip(column - 1).limit(4).toArray();
            assertThat(piece.text().codePoints().skip(column - piece.column()).limit(4))
                    .containsExactly(points[0], points[1], points[2], points[3]);
        }
    }

    @Test
    void anExcerptOfAPieceMarksWhatIsMeant() {
        String line = "x".repeat(3000) + "HERE" + "y".repeat(3000);
        SourceRange range = at(1, 3001);
        SourceLine piece = new SourceLineReader(SourceText.of(line)).at(range);
        SourceExcerpt excerpt = SourceExcerpt.of(piece, range);
        int start = excerpt.indent().length();
        assertThat(excerpt.line()).startsWith("…").endsWith("…");
        assertThat(excerpt.line().substring(start, start + excerpt.mark().length()))
                .isEqualTo("HERE");
    }
}
