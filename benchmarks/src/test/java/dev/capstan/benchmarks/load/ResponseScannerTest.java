package dev.capstan.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.CorruptedFrameException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseScannerTest {
    private static final String NEXT = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\ncontent-length:5\r\nx-content-length: 9\r\n\r\n\r\n\r\n1",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\na;x=1\r\n0\r\n\r\n67890\r\n0\r\nt: 1\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
                "HTTP/1.1 204 No Content\r\n\r\n",
            })
    void theEndIsFoundWhereverTheBytesAreDivided(String response) {
        byte[] bytes = (response + NEXT).getBytes(StandardCharsets.US_ASCII);
        for (int divide = 0; divide <= response.length(); divide++) {
            ResponseScanner scanner = new ResponseScanner();
            ByteBuf in = Unpooled.wrappedBuffer(bytes);
            in.writerIndex(divide);

            boolean ended = scanner.scan(in);
            assertThat(ended).as("after %s bytes", divide).isEqualTo(divide == response.length());
            in.writerIndex(bytes.length);
            if (!ended) {
                assertThat(scanner.scan(in)).isTrue();
            }

            assertThat(in.readerIndex()).isEqualTo(response.length());
            assertThat(scanner.status()).isBetween(200, 204);
            assertThat(scanner.scan(in)).isTrue();
            assertThat(scanner.status()).isEqualTo(503);
        }
    }

    @Test
    void aServerThatWillCloseIsNoticed() {
        ResponseScanner scanner = new ResponseScanner();

        assertThat(scanner.scan(ascii("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")))
                .isTrue();
        assertThat(scanner.isClosing()).isTrue();
        assertThat(scanner.scan(ascii("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n")))
                .isTrue();
        assertThat(scanner.isClosing()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n"
            })
    void whatHasNoFramingIsRefused(String response) {
        assertThatThrownBy(() -> new ResponseScanner().scan(ascii(response)))
                .isInstanceOf(CorruptedFrameException.class);
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
