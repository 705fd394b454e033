package dev.capstan.linter.suppression;

import static dev.capstan.linter.Linting.DOCUMENT;
import static dev.capstan.linter.Linting.lint;
import static dev.capstan.linter.Linting.places;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.linter.LintOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionsTest {
    private static final String RULE = "naftiko-consumes-baseuri-no-trailing-slash";
    private static final String URI = "      baseUri: https://shelf.example.org/v1\n";
    private static final String WRONG = "      baseUri: https://shelf.example.org/v1/\n";

    private static LintOutcome with(String before, String behind) {
        assertThat(DOCUMENT).contains(URI);
        return lint("{}", DOCUMENT.replace(URI, before + WRONG + behind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "      # naftiko-lint-disable-next-line " + RULE + "\n",
                "      # naftiko-lint-disable-next-line " + RULE + " -- the server wants it\n",
                "      #naftiko-lint-disable-next-line " + RULE + "\n      # another comment\n\n",
                "      # naftiko-lint-disable-next-line -- whatever is found\n",
                "      # naftiko-lint-disable " + RULE + "\n",
            })
    void aCommentSwitchesARuleOff(String comment) {
        LintOutcome outcome = with(comment, "");
        assertThat(outcome.diagnostics()).isEmpty();
        assertThat(outcome.suppressed()).isEqualTo(1);
    }

    @Test
    void aRuleIsSwitchedOnAgain() {
        String disable = "      # naftiko-lint-disable " + RULE + " -- until below\n";
        String enable = "      # naftiko-lint-enable " + RULE + "\n";
        assertThat(with(disable, enable).diagnostics()).isEmpty();
        assertThat(places(with(disable + enable, "").diagnostics()))
                .containsExactly("15:7 unused-suppression WARN", "17:16 " + RULE + " WARN");
    }

    @Test
    void whatIsSwitchedOffInVainIsTold() {
        LintOutcome outcome =
                with("      # naftiko-lint-disable-next-line tool-name-shape, " + RULE + ", tool-nam-shape\n", "");
        assertThat(outcome.diagnostics())
                .extracting(found -> found.message())
                .containsExactly(
                        "the rule tool-name-shape finds nothing here; remove it from this comment",
                        "there is no rule tool-nam-shape; write tool-name-shape");
        assertThat(places(outcome.diagnostics())).containsOnly("15:7 unused-suppression WARN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "naftiko-lint-disable-nextline x   | there is no naftiko-lint-disable-nextline; write naftiko-lint-disable-next-line",
                "naftiko-lint-disable-next-line: x | write a space behind naftiko-lint-disable-next-line",
                "naftiko-lint-Enable               | there is no naftiko-lint-Enable; write naftiko-lint-enable",
                "naftiko-lint-off x                | there is no naftiko-lint-off; write naftiko-lint-disable-next-line or",
                "naftiko-lint-disable slow because | there is no rule slow; remove it from this comment, or write -- before a reason",
            })
    void whatIsNearlyADirectiveIsTold(String comment, String message) {
        assertThat(lint("{}", "# " + comment + "\n" + DOCUMENT).diagnostics()).anySatisfy(found -> {
            assertThat(found.rule()).isEqualTo("unused-suppression");
            assertThat(found.message()).startsWith(message);
        });
    }

    @Test
    void aCommentThatOnlyMentionsADirectiveIsNone() {
        assertThat(lint("{}", "# see naftiko-lint-off\n" + DOCUMENT).diagnostics())
                .isEmpty();
    }

    @Test
    void switchingOnWhatIsOnIsTold() {
        assertThat(places(lint("{}", "# naftiko-lint-enable tool-name-shape\n" + DOCUMENT)
                        .diagnostics()))
                .containsExactly("1:1 unused-suppression WARN");
    }

    @Test
    void theNextLineIsOneLineOnly() {
        String comment = "      # naftiko-lint-disable-next-line " + RULE + "\n      description2: x\n";
        assertThat(with(comment, "").diagnostics())
                .extracting(found -> found.rule())
                .contains(RULE, "unused-suppression");
    }

    @Test
    void aTextIsNoComment() {
        String block = "      description: |\n        # naftiko-lint-disable-next-line " + RULE + "\n";
        String document =
                DOCUMENT.replace("      description: A shelf of books\n", block).replace(URI, WRONG);
        assertThat(places(lint("{}", document).diagnostics())).containsExactly("16:16 " + RULE + " WARN");
        String quoted = DOCUMENT.replace("A shelf of books", "\"x # naftiko-lint-disable tool-name-shape\"");
        assertThat(lint("{}", quoted).diagnostics()).isEmpty();
    }

    @Test
    void aRuleThatIsOffNeedsNoSuppressionButMayHaveOne() {
        String comment = "      # naftiko-lint-disable-next-line " + RULE + "\n";
        assertThat(lint("rules: {" + RULE + ": off}", DOCUMENT.replace(URI, comment + WRONG))
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void aDocumentThatCannotBeReadHidesNothing() {
        assertThat(lint("{}", "# naftiko-lint-disable tool-name-shape\na: [").diagnostics())
                .extracting(found -> found.rule())
                .containsExactly("yaml-syntax");
    }

    @Test
    void everyCommentOfAStackIsAboutTheLineBelow() {
        String stack = "      # naftiko-lint-disable-next-line " + RULE + "\n";
        LintOutcome outcome = with(stack.repeat(3) + "\n" + stack, "");
        assertThat(outcome.diagnostics()).isEmpty();
        assertThat(outcome.suppressed()).isEqualTo(1);
    }

    @Test
    void manyCommentsAreReadInOneGo() {
        String comment = "# naftiko-lint-disable-next-line " + RULE + "\n";
        LintOutcome outcome = lint("{}", comment.repeat(20_000) + DOCUMENT);
        assertThat(outcome.diagnostics()).hasSize(20_000);
    }
}
