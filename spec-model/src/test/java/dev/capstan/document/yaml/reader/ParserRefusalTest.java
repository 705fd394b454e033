package dev.capstan.document.yaml.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no YAML is told at its place, in words that say what to write. */
class ParserRefusalTest {
    private final YamlReader reader = new YamlReader(YamlLimits.DEFAULT);

    /** Each line: the text with ~ for line ends, where it is wrong, and what is said. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: [b, c~d: e~      | 2:2  | the [ on line 1 is not closed; write ] or a comma before this",
                "a: [b, c~           | 1:4  | the [ here is not closed",
                "a: {b: c~           | 1:4  | the { here is not closed",
                "x: y~a: \"b~c: d~     | 2:4  | the quotes that open here are not closed",
                "x: y~a: 'b~c: d~    | 2:4  | the quotes that open here are not closed",
                "a: b: c~            | 1:5  | a colon and a space cannot stand here; put the text in quotes, or begin a line with the key",
                "a: b~ccc~d: e~      | 2:1  | this is no key with a value; write a colon and a space behind the key, or indent it as a part of the text above",
                "a:~\tb: c~          | 2:1  | a tab cannot indent; write spaces",
                "a:~  b: c~ d: e~    | 3:2  | the indentation of this line fits none above; indent it like the lines that it stands beside",
                "a: b~- c~           | 2:1  | a list cannot stand beside keys; indent it below the key that it belongs to",
                "a: @b~              | 1:4  | a text cannot start with @; put it in quotes",
                "a: %b~              | 1:4  | a text cannot start with %; put it in quotes",
                "a: \"\\q\"~           | 1:6  | there is no escape \\q; write two backslashes, or use single quotes",
                "a: [b]]~            | 1:7  | this ] closes nothing; remove it",
                "a: {b: c,, d: e}~   | 1:10 | a value is missing before ,",
                "a: \"b\" c~          | 1:8  | this text belongs to nothing; put all of the value in quotes, or check the indentation",
                "a: b~...~c: d~      | 3:1  | a file holds one document; a second one starts here",
                "%YAML 9.9~---~a: b~ | 1:1  | the line with %YAML asks for another version than 1.2; remove it",
                "a: b~  c\u0007~      | 2:4  | the character U+0007 is not allowed in YAML; remove it",
            })
    void tellsWhereAndWhatToWrite(String text, String place, String message) {
        String yaml = text.replace('~', '\n').replace("\\t", "\t");
        Diagnostic found = reader.read(yaml, "doc.yaml").diagnostics().get(0);
        assertThat(found.message()).isEqualTo(message);
        assertThat(found.range().line() + ":" + found.range().column()).isEqualTo(place);
    }

    @Test
    void theFirstByteThatIsNotUtf8IsPointedAt() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("a: b\nc: \uD83D\uDCDA".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xFF);
        Diagnostic found =
                reader.read(bytes.toByteArray(), "doc.yaml").diagnostics().get(0);
        assertThat(found.message()).contains("not UTF-8 from here on");
        assertThat(found.range().line() + ":" + found.range().column()).isEqualTo("2:5");
    }

    @Test
    void aBlockHeaderWithATextIsTold() {
        assertThat(reader.read("a: |x\n b\n", "doc.yaml").diagnostics().get(0).message())
                .isEqualTo("behind | and > stands nothing else; begin the text on the next line");
    }
}
