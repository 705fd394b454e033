package dev.capstan.format.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.testkit.PayloadFormatContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextFormatTest extends PayloadFormatContract {
    @Override
    protected PayloadFormat format() {
        return new TextFormat();
    }

    @Override
    protected String name() {
        return "text";
    }

    @Override
    protected byte[] sample() {
        return " Söl \"x\"\n{}\n".getBytes(UTF_8);
    }

    @Override
    protected String expected() {
        return "\" Söl \\\"x\\\"\\n{}\\n\"";
    }

    @Override
    protected List<byte[]> malformed() {
        return List.of(new byte[] {'a', (byte) 0xC3}, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
    }

    @Override
    protected byte[] values(int count) {
        return null;
    }

    @Override
    protected byte[] nested(int levels) {
        return null;
    }

    @Test
    void isOneStringInItsEncoding() {
        assertThat(json("é".getBytes(ISO_8859_1), "text/plain; charset=latin1")).isEqualTo("\"é\"");
        assertThat(json("\uFEFFé")).isEqualTo("\"é\"");
        assertThat(json("a\uFFFDb")).isEqualTo("\"a\uFFFDb\"");
        assertThat(json("12")).isEqualTo("\"12\"");
        assertThat(json("<?xml version='1.0' encoding='latin1'?>é")).contains("é");
        assertThat(refusal("é".getBytes(ISO_8859_1), "text/plain; x=\"; charset=latin1\""))
                .isEqualTo("is not UTF-8 text: byte 1 does not fit");
    }
}
