package dev.capstan.linter.fix;

import static dev.capstan.linter.Linting.DOCUMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.linter.ConfiguredLinter;
import dev.capstan.linter.LintOutcome;
import dev.capstan.linter.configuration.LintConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentFixerTest {
    private static String fixed(String document) {
        return fixed(document, false);
    }

    private static String fixed(String document, boolean strict) {
        DocumentFixer fixer = new DocumentFixer(new ConfiguredLinter(LintConfiguration.DEFAULT, strict));
        return fixer.fix(document, Path.of("doc.yaml"), "doc.yaml").text();
    }

    /** Each line: what stands in the document, what is wrong instead, and what that becomes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "baseUri: https://shelf.example.org/v1 | baseUri: https://shelf.example.org/v1/ # here | baseUri: https://shelf.example.org/v1 # here",
                "baseUri: https://shelf.example.org/v1 | baseUri:   'https://shelf.example.org/v1//' | baseUri:   'https://shelf.example.org/v1'",
                "baseUri: https://shelf.example.org/v1 | baseUri: \"https://shelf.example.org/v1/\"   # a # b | baseUri: \"https://shelf.example.org/v1\"   # a # b",
                "baseUri: https://shelf.example.org/v1 | baseUri: https://shelf.example.org/{{SHELF_KEY}}/ # x | baseUri: https://shelf.example.org/{{SHELF_KEY}} # x",
                "baseUri: https://shelf.example.org/v1 | baseUri: http://shelf.example.org:8080/~a,b/ | baseUri: http://shelf.example.org:8080/~a,b",
                "description: Books of a shelf | descripton: Books of a shelf | description: Books of a shelf",
                "description: Books of a shelf | 'Description' : Books # x | 'description' : Books # x",
                "token: \"{{SHELF_KEY}}\" | token: {{SHELF_KEY}} | token: \"{{SHELF_KEY}}\"",
            })
    void correctsWhatIsWrongAndNothingElse(String right, String wrong, String becomes) {
        assertThat(DOCUMENT).contains(right);
        assertThat(fixed(DOCUMENT.replace(right, wrong))).isEqualTo(DOCUMENT.replace(right, becomes));
    }

    /** The catalogue's leniencies make them right; the official format does not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "label: Books | label: 2024 # the year | label: \"2024\" # the year",
                "label: Books | label: true | label: \"true\"",
                "port: 9090 | port: \"9090\" # ours | port: 9090 # ours",
            })
    void correctsQuotesWhenStrict(String right, String wrong, String becomes) {
        assertThat(fixed(DOCUMENT.replace(right, wrong), true)).isEqualTo(DOCUMENT.replace(right, becomes));
    }

    /** Each line: what stands in the document, and what is wrong instead, for its author to mend. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "baseUri: https://shelf.example.org/v1 | baseUri: \"https:\\/\\/shelf.example.org/v1/\"",
                "baseUri: https://shelf.example.org/v1 | baseUri: &uri https://shelf.example.org/v1/",
                "description: Books of a shelf | zzzz: Books",
                "description: Books of a shelf | description: Books~  descripton: more",
                "call: shelf.list-books | call: shelf.list-book",
                "SHELF_KEY: SHELF_KEY | SHELF_KEY: SHELF_KEY~      OTHER: OTHER # to come",
            })
    void leavesWhatIsNotSafe(String right, String wrong) {
        String document = DOCUMENT.replace(right, wrong.replace("~", "\n"));
        assertThat(document).isNotEqualTo(DOCUMENT);
        assertThat(fixed(document)).isEqualTo(document);
    }

    @Test
    void leavesARightDocumentAlone() {
        assertThat(fixed(DOCUMENT)).isEqualTo(DOCUMENT);
    }

    @Test
    void correctsSeveralAtOnceAndKeepsLineEndsAndByteOrderMark() {
        String right = "\uFEFF"
                + DOCUMENT.replace("books]", "b\u00FCcher, \uD83D\uDCDA]").replace("\n", "\r\n");
        String wrong =
                right.replace("v1\r\n", "v1/\r\n").replace("tags: [", "tagz: [").replace("label: Books", "label: 1");
        assertThat(fixed(wrong, true)).isEqualTo(right.replace("label: Books", "label: \"1\""));
    }

    @Test
    void correctsBehindCharactersOutsideOfTheBasicPlane() {
        String flow = DOCUMENT.replace("  tags: [books]", "  tags: [\uD83D\uDCDA\uD83D\uDCDA]");
        String wrong = flow.replace("info:\n  label: Books\n", "info: \n  label: 7 # \uD83D\uDCDA\n");
        assertThat(fixed(wrong, true)).isEqualTo(wrong.replace("label: 7", "label: \"7\""));
    }

    @Test
    void leavesAnUnusedVariableToItsAuthor() {
        String two =
                DOCUMENT.replace("      SHELF_KEY: SHELF_KEY\n", "      OTHER: OTHER\n      SHELF_KEY: SHELF_KEY\n");
        assertThat(fixed(two)).isEqualTo(two);
    }

    @Test
    void doesNotTurnOneFindingIntoAnother() {
        String list = DOCUMENT.replace("call: shelf.list-books", "calls: [shelf.list-books]");
        assertThat(fixed(list)).isEqualTo(list);
    }

    /** Of four corrections, the second and the fourth show something new. */
    @Test
    void makesGoodCorrectionsBesideThoseThatWouldShowSomethingNew() {
        String text = "one\ntwo\nthree\nfour\n";
        List<Fix> fixes = new ArrayList<>();
        for (int line = 1; line <= 4; line++) {
            fixes.add(new Fix("r", new SourceRange(line, 1, line, 2), "X"));
        }
        FixTrial trial = new FixTrial(new DocumentFixer.Fixed(text, outcome(text)), DocumentFixerTest::outcome);
        assertThat(trial.make(fixes).text()).isEqualTo("Xne\ntwo\nXhree\nfour\n");
    }

    /** Every line that begins with a small letter has a finding, and line two and four another one otherwise. */
    private static LintOutcome outcome(String text) {
        List<Diagnostic> found = new ArrayList<>();
        String[] lines = text.split("\n");
        for (int line = 1; line <= lines.length; line++) {
            boolean corrected = lines[line - 1].startsWith("X");
            if (!corrected || line % 2 == 0) {
                SourceRange range = new SourceRange(line, 1, line, 2);
                String rule = corrected ? "new" : "r";
                found.add(new Diagnostic(rule, Severity.WARN, "wrong", "doc.yaml", range, "", null));
            }
        }
        YamlNode root =
                new YamlReader(YamlLimits.DEFAULT).read("a: b", "doc.yaml").root();
        return new LintOutcome(root, found, 0);
    }

    @Test
    void correctsOneTemplateAfterTheOther() {
        String wrong = DOCUMENT.replace("\"{{SHELF_KEY}}\"", "{{SHELF_KEY}}")
                .replace("baseUri: https://shelf.example.org/v1", "baseUri: {{SHELF_KEY}}/v1");
        assertThat(fixed(wrong)).contains("token: \"{{SHELF_KEY}}\"").contains("baseUri: \"{{SHELF_KEY}}/v1\"");
    }

    @Test
    void writesTheRootOfAJsonPath() {
        String wrong = DOCUMENT
                + "          outputParameters:\n            - type: string\n              mapping: data.title # first\n";
        assertThat(fixed(wrong)).isEqualTo(wrong.replace("data.title", "$.data.title"));
    }

    @Test
    void aSuppressedFindingIsNotCorrected() {
        String document = DOCUMENT.replace("shelf.example.org/v1", "shelf.example.org/v1/ # so")
                .replace(
                        "      baseUri:",
                        "      # naftiko-lint-disable-next-line naftiko-consumes-baseuri-no-trailing-slash\n      baseUri:");
        assertThat(fixed(document)).isEqualTo(document);
    }
}
