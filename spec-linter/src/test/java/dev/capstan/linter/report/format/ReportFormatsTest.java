package dev.capstan.linter.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.linter.report.SourceLine;
import dev.capstan.linter.rules.RulePages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What each format writes, character by character; the findings hold what could break out of it. */
class ReportFormatsTest {
    @ParameterizedTest
    @CsvSource({
        "text,text.txt",
        "json,json.json",
        "sarif,sarif.json",
        "junit,junit.xml",
        "github,github.txt",
        "gitlab,gitlab.json",
        "checkstyle,checkstyle.xml"
    })
    void writesAsExpected(String format, String file) throws IOException {
        try (InputStream in = ReportFormatsTest.class.getResourceAsStream(file)) {
            String expected = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(Reporting.written(format, false)).isEqualTo(withPages(expected));
        }
    }

    private static String withPages(String expected) {
        return Pattern.compile("\\(the page of ([a-z-]+)\\)").matcher(expected).replaceAll(page -> {
            String quoted = JsonMapper.shared().writeValueAsString(RulePages.of(page.group(1)));
            return Matcher.quoteReplacement(quoted.substring(1, quoted.length() - 1));
        });
    }

    @Test
    void textHasColoursWhenTheyAreAskedFor() {
        assertThat(Reporting.written("text", true))
                .contains("\u001B[33mwarn:\u001B[0m")
                .contains("\u001B[31m^")
                .doesNotContain("\u001B[2J");
        assertThat(Reporting.written("text", false)).doesNotContain("\u001B");
    }

    @Test
    void aLongLineIsCutAroundWhatIsMeant() {
        String line = "x".repeat(300) + "HERE" + "y".repeat(300);
        SourceExcerpt excerpt = SourceExcerpt.of(SourceLine.whole(line), new SourceRange(1, 301, 1, 305));
        assertThat(excerpt.line()).hasSizeLessThan(170).contains("HERE");
        int at = excerpt.indent().length();
        assertThat(excerpt.line().substring(at, at + excerpt.mark().length())).isEqualTo("HERE");
    }

    @Test
    void thereIsNoOtherFormat() {
        assertThat(ReportFormats.named("html")).isNull();
        assertThat(ReportFormats.names())
                .containsExactly("text", "json", "sarif", "junit", "github", "gitlab", "checkstyle");
    }
}
