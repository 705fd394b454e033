package dev.capstan.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyParserTest {
    private static final String TWO = "HTTP/1.1 100 Continue\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello"
            + "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: t\r\n\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10_000})
    void findsAnswersWhateverThePiecesTheyComeIn(int piece) {
        ReplyParser parser = parser(TWO, piece);

        Reply first = parser.poll();
        Reply second = parser.poll();
        assertThat(first).isNotNull();
        assertThat(first.is(200)).isTrue();
        assertThat(first.field("x-a")).isEqualTo("b");
        assertThat(first.text()).isEqualTo("hello");
        assertThat(second).isNotNull();
        assertThat(second.is(201)).isTrue();
        assertThat(second.text()).isEqualTo("abcde");
        assertThat(parser.poll()).isNull();
    }

    @Test
    void endsABodyWithoutALengthWithTheConnection() {
        ReplyParser parser = parser("HTTP/1.1 200 OK\r\n\r\nsome", 100);
        assertThat(parser.poll()).isNull();

        parser.end();

        Reply reply = parser.poll();
        assertThat(reply).isNotNull();
        assertThat(reply.text()).isEqualTo("some");
    }

    @Test
    void tellsCutOffFromClosedFromSilent() {
        assertThat(parser("", 1).unfinished(true).outcome()).isEqualTo(Reply.Outcome.CLOSED);
        assertThat(parser("", 1).unfinished(false).outcome()).isEqualTo(Reply.Outcome.SILENT);
        Reply cut =
                parser("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", 100).unfinished(true);
        assertThat(cut.outcome()).isEqualTo(Reply.Outcome.CUT);
        assertThat(cut.status()).isEqualTo(200);
        assertThat(cut.text()).isEqualTo("hel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void saysThatSomethingIsNoAnswer(String bytes) {
        assertThat(parser(bytes, 100).unfinished(true).outcome()).isEqualTo(Reply.Outcome.MALFORMED);
    }

    @Test
    void keepsTheBeginningOfALargeBodyAndCountsTheRest() {
        ReplyParser parser = new ReplyParser(4);
        parser.read(Unpooled.copiedBuffer(
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789", StandardCharsets.US_ASCII));

        Reply reply = parser.poll();
        assertThat(reply).isNotNull();
        assertThat(reply.text()).isEqualTo("0123");
        assertThat(reply.bodyLength()).isEqualTo(10);
    }

    private static ReplyParser parser(String bytes, int piece) {
        ReplyParser parser = new ReplyParser(1000);
        for (int i = 0; i < bytes.length(); i += piece) {
            String part = bytes.substring(i, Math.min(bytes.length(), i + piece));
            parser.read(Unpooled.copiedBuffer(part, StandardCharsets.US_ASCII));
        }
        return parser;
    }
}
