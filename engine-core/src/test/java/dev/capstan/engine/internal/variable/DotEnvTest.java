package dev.capstan.engine.internal.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A=b                 | b",
                "A = b               | b",
                "export A=b          | b",
                "A=b c               | b c",
                "A=b#c               | b#c",
                "A=b # c             | b",
                "A=b=c==             | b=c==",
                "A=                  | ``",
                "A='b # \\n c'       | b # \\n c",
                "A='b' # c           | b",
                "A=\"b # c\"         | b # c",
                "A=\"say \\\"b\\\"\" | say \"b\"",
                "A=\"b\\\\c\"        | b\\c",
                "A=''                | ``",
                "A=äß😀              | äß😀",
                "A=$HOME             | $HOME"
            })
    void aLineIsANameAndItsValue(String line, String value) {
        assertThat(DotEnv.parse(line)).isEqualTo(Map.of("A", value));
    }

    @Test
    void inDoubleQuotesLinesAndTabsAreEscapes() {
        assertThat(DotEnv.parse("A=\"b\\nc\\td\\re\"")).containsEntry("A", "b\nc\td\re");
    }

    @Test
    void commentsAndEmptyLinesAreNothingAndTheLaterOfTwoWins() {
        Map<String, String> values = DotEnv.parse("\uFEFFA=1\r\n\r\n# B=2\r\n   \n\tC = 3\nA=4\n");

        assertThat(values).containsExactlyEntriesOf(values).isEqualTo(Map.of("A", "4", "C", "3"));
        assertThat(List.copyOf(values.keySet())).containsExactly("A", "C");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "=s3cret", "export s3cret", ": s3cret"})
    void whatIsNoneOfTheseIsRefusedByItsNumberAndNotShown(String line) {
        assertThatThrownBy(() -> DotEnv.parse("A=1\n\n" + line + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 3")
                .hasMessageNotContaining("s3cret");
    }
}
