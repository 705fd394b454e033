package dev.capstan.adapter.mcp.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.json.JsonMapper;

class JsonTextEscaperTest {
    /** What was written, and whether the input was UTF-8. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Escaped(byte[] bytes, boolean valid) {}

    @Test
    void agreesWithJacksonOnRandomTextCutAnywhere() {
        Random random = new Random(20261121);
        for (int round = 0; round < 4_000; round++) {
            String text = randomText(random);
            byte[] bytes = text.getBytes(UTF_8);

            Escaped escaped = escape(bytes, random);

            assertThat(escaped.valid()).as(text).isTrue();
            assertThat(escaped.bytes())
                    .as(text)
                    .isEqualTo(JsonStringEncoder.getInstance().quoteAsUTF8(text));
        }
    }

    @Test
    void writesTheLongestValidBeginningOfRandomBytes() {
        Random random = new Random(42);
        int refused = 0;
        for (int round = 0; round < 4_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                if (random.nextInt(4) > 0) {
                    bytes[i] &= 0x7F;
                } else if (random.nextInt(3) == 0) {
                    bytes[i] = (byte) (0xC0 | bytes[i]);
                }
            }

            Escaped escaped = escape(bytes, random);

            String valid = validBeginning(bytes);
            assertThat(escaped.valid())
                    .as(Arrays.toString(bytes))
                    .isEqualTo(valid.getBytes(UTF_8).length == bytes.length);
            assertThat(escaped.bytes())
                    .as(Arrays.toString(bytes))
                    .isEqualTo(JsonStringEncoder.getInstance().quoteAsUTF8(valid));
            refused += escaped.valid() ? 0 : 1;
        }
        assertThat(refused).isBetween(1_000, 3_999);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C0 80",
                "C1 BF",
                "E0 9F BF",
                "ED A0 80",
                "ED BF BF",
                "F0 8F BF BF",
                "F4 90 80 80",
                "F5 80 80 80",
                "80",
                "FF",
                "C3 28",
                "E2 82",
                "E2 28 A1",
                "F0 9F 98",
                "41 BF",
                "E2 82 28",
                "F0 9F 98 28"
            })
    void refusesWhatIsNotUtf8(String hex) {
        byte[] bytes = ByteBufUtil.decodeHexDump(hex.replace(" ", ""));
        for (int seed = 0; seed < 8; seed++) {
            assertThat(escape(bytes, new Random(seed)).valid()).isFalse();
        }
    }

    @Test
    void escapesEveryAsciiCharacterAtEveryOffset() {
        for (int offset = 0; offset < 9; offset++) {
            for (char c = 0; c < 128; c++) {
                String text = "x".repeat(offset) + c + "y".repeat(9 - offset);
                byte[] escaped = escape(text.getBytes(UTF_8), null).bytes();

                assertThat(JsonMapper.shared()
                                .readTree("\"" + new String(escaped, UTF_8) + "\"")
                                .asString())
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void growsForTextThatBecomesSixTimesAsLong() {
        String text = "\u0001".repeat(10_000);

        assertThat(escape(text.getBytes(UTF_8), null).bytes()).hasSize(60_000);
    }

    @Test
    void readsBuffersMadeOfManyAndLeavesThemUnread() {
        CompositeByteBuf in = Unpooled.compositeBuffer();
        byte[] text = "né \"q\" \uD83D\uDE00!".getBytes(UTF_8);
        for (byte b : text) {
            in.addComponent(true, Unpooled.wrappedBuffer(new byte[] {b}));
        }
        ByteBuf out = UnpooledByteBufAllocator.DEFAULT.directBuffer(8);

        assertThat(new JsonTextEscaper(out).write(in)).isTrue();

        assertThat(out.toString(UTF_8)).isEqualTo("né \\\"q\\\" \uD83D\uDE00!");
        assertThat(in.readableBytes()).isEqualTo(text.length);
        in.release();
        out.release();
    }

    @Test
    void writesMessagesWithLoneSurrogatesAsText() {
        ByteBuf out = Unpooled.buffer();
        JsonTextEscaper.write("a\uD800\"\n", out);

        assertThat(out.toString(UTF_8)).isEqualTo("a?\\\"\\n");
    }

    private static Escaped escape(byte[] bytes, Random cuts) {
        ByteBuf out = UnpooledByteBufAllocator.DEFAULT.directBuffer(4);
        JsonTextEscaper escaper = new JsonTextEscaper(out);
        boolean valid = true;
        int from = 0;
        while (valid && from < bytes.length) {
            int size = cuts == null ? bytes.length : 1 + cuts.nextInt(cuts.nextBoolean() ? 4 : 40);
            int to = Math.min(bytes.length, from + size);
            ByteBuf in = cuts != null && cuts.nextBoolean()
                    ? UnpooledByteBufAllocator.DEFAULT.directBuffer(to - from)
                    : UnpooledByteBufAllocator.DEFAULT.heapBuffer(to - from);
            in.writeBytes(bytes, from, to - from);
            valid = escaper.write(in);
            in.release();
            from = to;
        }
        byte[] written = ByteBufUtil.getBytes(out);
        out.release();
        return new Escaped(written, valid && escaper.finish());
    }

    private static String validBeginning(byte[] bytes) {
        CharsetDecoder decoder = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
        CoderResult end = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
        assertThat(end.isOverflow()).isFalse();
        return chars.flip().toString();
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(80);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(
                    switch (random.nextInt(12)) {
                        case 0 -> random.nextInt(0x20);
                        case 1 -> "\"\\/\b\f\n\r\t".charAt(random.nextInt(8));
                        case 2 -> 0x80 + random.nextInt(0x780);
                        case 3 -> 0xE000 + random.nextInt(0x1000);
                        case 4 -> 0x10000 + random.nextInt(0x100000);
                        case 5 -> 0x2028 + random.nextInt(2);
                        default -> 0x20 + random.nextInt(0x60);
                    });
        }
        return text.toString();
    }
}
