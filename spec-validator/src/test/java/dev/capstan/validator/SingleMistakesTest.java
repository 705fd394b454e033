package dev.capstan.validator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.document.yaml.reader.YamlReading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each line of single-mistakes.txt spoils a valid document once: one diagnostic, exactly where the mark is. */
class SingleMistakesTest {
    private static final String VALID = TestDocuments.resource("observatory.yaml");

    record Mistake(String rule, String before, String after, String expectation) {
        static Mistake parse(String line) {
            String[] cells = line.split(" \\|", -1);
            assertThat(cells).as(line).hasSize(4);
            return new Mistake(cells[0], cell(cells[1]), cell(cells[2]), cell(cells[3]));
        }

        private static String cell(String text) {
            return (text.startsWith(" ") ? text.substring(1) : text).replace('⏎', '\n');
        }

        String document() {
            return spoiled().replace("«", "").replace("»", "");
        }

        private String spoiled() {
            int at = VALID.indexOf(before);
            assertThat(at).as("\"%s\" stands in the document", before).isNotNegative();
            assertThat(VALID.indexOf(before, at + 1))
                    .as("\"%s\" stands there once", before)
                    .isNegative();
            return VALID.substring(0, at) + after + VALID.substring(at + before.length());
        }

        /** Start and end as line and column; an end of 0 is not checked. */
        SourceRange place() {
            String spoiled = spoiled();
            if (!expectation.startsWith("^")) {
                int open = spoiled.indexOf('«');
                int close = spoiled.indexOf('»');
                assertThat(open).isNotNegative();
                return range(spoiled.replace("«", "").replace("»", ""), open, close - 1);
            }
            int at = spoiled.indexOf(expectation.substring(1));
            assertThat(at).as("the marked place").isNotNegative();
            int colon = spoiled.indexOf(':', at);
            return range(spoiled, at, colon);
        }

        private static SourceRange range(String text, int start, int end) {
            return new SourceRange(line(text, start), column(text, start), line(text, end), column(text, end));
        }

        private static int line(String text, int at) {
            return 1
                    + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        }

        private static int column(String text, int at) {
            return at - text.lastIndexOf('\n', at - 1);
        }

        String suggestion() {
            return expectation.isEmpty() || expectation.startsWith("^") ? null : expectation;
        }
    }

    @Test
    void theUnspoiltDocumentIsValid() {
        assertThat(strict(VALID)).isEmpty();
        assertThat(catalogue(VALID)).isEmpty();
    }

    @TestFactory
    List<DynamicTest> oneMistakeIsOneDiagnosticAtItsPlace() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Mistake mistake : mistakes()) {
            tests.add(DynamicTest.dynamicTest(mistake.rule() + ": " + mistake.after(), () -> check(mistake)));
        }
        assertThat(tests).hasSizeGreaterThan(150);
        return tests;
    }

    private static void check(Mistake mistake) {
        assertThat(strict(mistake.document())).singleElement().satisfies(found -> {
            assertThat(found.rule()).as(found.message()).isEqualTo(mistake.rule());
            assertThat(found.range()).as(found.toString()).isEqualTo(mistake.place());
            if (mistake.suggestion() != null) {
                assertThat(found.suggestion()).isEqualTo(mistake.suggestion());
            }
        });
        assertThat(catalogue(mistake.document())).hasSizeLessThanOrEqualTo(1);
    }

    static List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        for (String line : TestDocuments.resource("single-mistakes.txt").split("\n")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                mistakes.add(Mistake.parse(line));
            }
        }
        return mistakes;
    }

    private static List<Diagnostic> strict(String document) {
        return DocumentValidator.strict().schema(read(document).root());
    }

    private static List<Diagnostic> catalogue(String document) {
        return DocumentValidator.catalogue().schema(read(document).root());
    }

    private static YamlReading read(String document) {
        YamlReading reading = new YamlReader(YamlLimits.DEFAULT).read(document, "test.yaml");
        assertThat(reading.diagnostics()).isEmpty();
        return reading;
    }
}
