package dev.capstan.http.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkedDecoderTest {
    private static final int MOST_TRAILER_BYTES = 40;

    /** The data, and what came behind the body; or why it is refused. The text comes in pieces of a random's sizes. */
    private static String decode(String text, Random random) {
        ChunkedDecoder decoder = new ChunkedDecoder(MOST_TRAILER_BYTES);
        StringBuilder data = new StringBuilder();
        int at = 0;
        while (at < text.length() && !decoder.hasEnded()) {
            int end = random == null
                    ? text.length()
                    : Math.min(text.length(), at + 1 + random.nextInt(1 + random.nextInt(12)));
            ByteBuf in = Unpooled.copiedBuffer(text.substring(at, end), StandardCharsets.ISO_8859_1);
            try {
                ByteBuf piece = decoder.decode(in, ByteBufAllocator.DEFAULT);
                if (piece != null) {
                    data.append(piece.toString(StandardCharsets.ISO_8859_1));
                    piece.release();
                }
                at = end - in.readableBytes();
            } catch (MalformedMessageException e) {
                return e.getMessage();
            } finally {
                in.release();
                assertThat(in.refCnt()).isZero();
            }
        }
        return data + (decoder.hasEnded() ? "|" + text.substring(at) : "...");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            5\\r\\nhello\\r\\n0\\r\\n\\r\\nnext                  ! hello|next
            3\\r\\nhel\\r\\n02\\r\\nlo\\r\\n000\\r\\n\\r\\n       ! hello|
            A;x="y"\\r\\n0123456789\\r\\n0\\r\\nT: v\\r\\n\\r\\n ! 0123456789|
            1 ;x\\r\\na\\r\\n0\\r\\n\\r\\n                         ! a|
            5\\r\\nhe                                        ! he...
            1 \\r\\na\\r\\n0\\r\\n\\r\\n                           ! a chunk's size is followed by what is no extension
            ;x\\r\\na                                        ! a chunk has no size
            0x1\\r\\na\\r\\n                                 ! a chunk's size is not hexadecimal
            -1\\r\\na                                        ! a chunk has no size
            0000000000000001\\r\\na                          ! a chunk's size is too long
            1\\na                                           ! a chunk's size is not hexadecimal
            1\\r\\nab\\r\\n                                   ! a line of the chunked body does not end with CR LF
            1;a\\nb\\r\\na                                   ! a chunk's extension is malformed
            1;\\r\\na                                      ! a chunk's extension has no name
            1;=b\\r\\na                                    ! a chunk's extension has no name
            0\\r\\n x: y\\r\\n\\r\\n                             ! a trailer field is malformed or folded over lines
            0\\r\\nx: y\\r\\n z\\r\\n\\r\\n                         ! a trailer field is malformed or folded over lines
            0\\r\\nx : y\\r\\n\\r\\n                             ! a trailer field is malformed or folded over lines
            0\\r\\nx: y\\n\\r\\n                               ! a trailer field has a control character
            0\\r\\nx: 0123456789012345678901234567890123456789 ! the trailer is too long
            """)
    void chunksAreUndoneOrRefused(String escaped, String expected) {
        String text = escaped.translateEscapes().translateEscapes();

        assertThat(decode(text, null)).isEqualTo(expected);
    }

    @Test
    void whatIsDecodedDoesNotDependOnTheSplit() {
        Random random = new Random(11);
        String[] odd = {"\r", "\n", " ", "g", ";", "0", "x: y\r\n", "\r\n"};
        int whole = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(5); n > 0; n--) {
                int size = 1 + random.nextInt(20);
                text.append(Integer.toHexString(size))
                        .append("\r\n")
                        .append("d".repeat(size))
                        .append("\r\n");
            }
            text.append("0\r\n\r\nbehind");
            if (random.nextBoolean()) {
                text.insert(random.nextInt(text.length()), odd[random.nextInt(odd.length)]);
            }
            String message = text.toString();
            String expected = decode(message, null);
            String split = decode(message, random);
            boolean ended = expected.contains("|");
            assertThat(split.contains("|")).as(message).isEqualTo(ended);
            assertThat(split).as(message).isEqualTo(expected);
            whole += ended ? 1 : 0;
        }
        assertThat(whole).isGreaterThan(5000);
    }

    @Test
    void manySmallChunksLeaveAsOnePiece() {
        ByteBuf in = Unpooled.copiedBuffer("1\r\na\r\n".repeat(1000), StandardCharsets.US_ASCII);
        ByteBuf piece = new ChunkedDecoder(0).decode(in, ByteBufAllocator.DEFAULT);
        assertThat(piece.readableBytes()).isEqualTo(1000);
        piece.release();
        in.release();
    }
}
