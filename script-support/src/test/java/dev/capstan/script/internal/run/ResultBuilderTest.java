package dev.capstan.script.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.engine.spi.script.ScriptLimits;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ResultBuilderTest {
    private static ResultBuilder builder(long bytes) {
        return new ResultBuilder(new ScriptLimits(Duration.ofSeconds(1), 1, 1, bytes, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\"quoted\" \\ back", "line\nbreak\ttab\u0001", "é", "漢字", "\uD83D\uDE00"})
    void textsCountAsJsonWritesThem(String text) {
        int bytes = new JsonMapper().writeValueAsString(text).getBytes(StandardCharsets.UTF_8).length;
        assertThatCode(() -> builder(bytes).text(text)).doesNotThrowAnyException();
        assertThatThrownBy(() -> builder(bytes - 1).text(text))
                .isInstanceOf(ScriptException.class)
                .hasMessage("the result is larger than " + (bytes - 1) + " bytes");
    }

    @Test
    void anIntegerWithoutEndIsRefusedBeforeItIsWritten() {
        assertThatThrownBy(() -> builder(1000).integer(BigInteger.ONE.shiftLeft(100_000_000)))
                .hasMessageContaining("larger than 1000 bytes");
    }

    @Test
    void placesAreNamed() throws ScriptException {
        ResultBuilder builder = builder(1000);
        builder.begin();
        builder.member("items");
        builder.begin();
        builder.element(3);
        assertThat(builder.notJson("is odd")).hasMessage("the result is not JSON: result.items[3] is odd");
        builder.end();
        assertThat(builder.notJson("is odd")).hasMessage("the result is not JSON: result.items is odd");
    }
}
