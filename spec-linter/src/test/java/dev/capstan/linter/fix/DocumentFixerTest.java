package dev.capstan.linter.fix;

import static dev.capstan.linter.Linting.DOCUMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.linter.ConfiguredLinter;
import dev.capstan.linter.configuration.LintConfiguration;
import java.nio.file.Path;
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
        String wrong = right.replace("v1\r\n", "v1/\r\n")
                .replace("tags: [", "tagz: [")
                .replace("label: Books", "label: 1")
                .replace("SHELF_KEY\r\n", "SHELF_KEY\r\n      OTHER: X\r\n");
        assertThat(fixed(wrong, true)).isEqualTo(right.replace("label: Books", "label: \"1\""));
    }

    @Test
    void correctsBehindCharactersOutsideOfTheBasicPlane() {
        String flow = DOCUMENT.replace("  tags: [books]", "  tags: [\uD83D\uDCDA\uD83D\uDCDA]");
        String wrong = flow.replace("info:\n  label: Books\n", "info: \n  label: 7 # \uD83D\uDCDA\n");
        assertThat(fixed(wrong, true)).isEqualTo(wrong.replace("label: 7", "label: \"7\""));
    }

    @Test
    void removesAnUnusedVariableButNeverAllOfABind() {
        String two =
                DOCUMENT.replace("      SHELF_KEY: SHELF_KEY\n", "      OTHER: OTHER\n      SHELF_KEY: SHELF_KEY\n");
        assertThat(fixed(two)).isEqualTo(DOCUMENT);
        String unused = DOCUMENT.replace("token: \"{{SHELF_KEY}}\"", "token: \"{{env.HOME}}\"");
        assertThat(fixed(unused)).contains("SHELF_KEY: SHELF_KEY");
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
