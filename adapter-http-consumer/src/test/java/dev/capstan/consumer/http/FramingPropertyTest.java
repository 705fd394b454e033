package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.consumer.http.internal.decoding.ResponseDecoder;
import dev.capstan.consumer.http.internal.decoding.ResponseValidation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However the bytes of responses are split on their way, valid or not, they mean the same. */
class FramingPropertyTest {
    private static final int SPLITS = 60;

    /** What a response comes to. */
    private record Outcome(List<String> heads, String body, boolean ended, boolean refused, boolean surplus) {}

    private static Outcome decode(List<byte[]> pieces, boolean toHead) {
        ResponseDecoder decoder = new ResponseDecoder(2000, null);
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        decoder.expect(toHead);
        List<String> heads = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        boolean ended = false;
        boolean interim = false;
        boolean refused = false;
        for (byte[] piece : pieces) {
            channel.writeInbound(Unpooled.copiedBuffer(piece));
        }
        channel.finish();
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            refused |= message instanceof HttpObject object
                    && object.decoderResult().isFailure();
            if (!refused && message instanceof HttpResponse response) {
                interim = response.status().code() < 200;
                refused = ResponseValidation.problem(response) != null;
                heads.add(response.status() + " " + response.headers().entries());
            }
            if (!refused && !interim && message instanceof HttpContent content) {
                body.append(content.content().toString(StandardCharsets.ISO_8859_1));
                ended |= message instanceof LastHttpContent;
            }
            ReferenceCountUtil.release(message);
        }
        // What a message held before it turned out to be broken is no part of the result: its call has failed.
        return refused
                ? new Outcome(List.of(), "", false, true, false)
                : new Outcome(heads, body.toString(), ended, false, decoder.hasSurplus());
    }

    private static List<byte[]> split(byte[] bytes, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int size = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(random.nextInt(40) + 1);
            int to = Math.min(bytes.length, from + size);
            pieces.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return pieces;
    }

    /** A response made of parts that are mostly right. */
    private static String response(Random random) {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(4) == 0) {
            text.append(pick(random, "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Hints\r\nLink: a\r\n\r\n"));
        }
        text.append(pick(random, "HTTP/1.1 ", "HTTP/1.1 ", "HTTP/1.1 ", "HTTP/1.0 ", "HTTP/2.0 ", "HTP/1.1 "));
        text.append(pick(random, "200 OK", "200 OK", "404 ", "204 No", "304 Not", "500 x", "99 y", "abc"))
                .append("\r\n");
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(pick(random, "X-A: b", "Set-Cookie: c", "X:", "Y : z", " fold", "Z\u0001: q", "Vary: *"))
                    .append("\r\n");
        }
        String body = "b".repeat(random.nextInt(30));
        switch (random.nextInt(6)) {
            case 0 ->
                text.append("Content-Length: ")
                        .append(body.length())
                        .append("\r\n\r\n")
                        .append(body);
            case 1 ->
                text.append("Content-Length: ")
                        .append(body.length() + 3)
                        .append("\r\n\r\n")
                        .append(body);
            case 2 -> {
                text.append("Transfer-Encoding: ").append(pick(random, "chunked", "chunked", "gzip, chunked", "x"));
                text.append("\r\n\r\n").append(chunks(body, random));
            }
            case 3 ->
                text.append("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .append(chunks(body, random));
            case 4 ->
                text.append("Content-Length: 4\r\nContent-Length: 5\r\n\r\n").append(body);
            default -> text.append("\r\n").append(body);
        }
        return text + pick(random, "", "", "", "\r\n", "junk", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    private static String chunks(String body, Random random) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        while (from < body.length()) {
            int to = Math.min(body.length(), from + 1 + random.nextInt(9));
            text.append(pick(random, "", "", "0", "z")).append(Integer.toHexString(to - from));
            text.append(pick(random, "", "", ";a=b"))
                    .append("\r\n")
                    .append(body, from, to)
                    .append("\r\n");
            from = to;
        }
        return text.append("0\r\n")
                .append(pick(random, "", "", "T: x\r\n"))
                .append("\r\n")
                .toString();
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    static Stream<Integer> seeds() {
        return IntStream.range(0, 300).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void any_split_gives_the_same(int seed) {
        Random random = new Random(seed);
        byte[] bytes = response(random).getBytes(StandardCharsets.ISO_8859_1);
        boolean toHead = random.nextInt(8) == 0;
        Outcome whole = decode(List.of(bytes), toHead);
        for (int i = 0; i < SPLITS; i++) {
            assertThat(decode(split(bytes, random), toHead))
                    .as(new String(bytes, StandardCharsets.ISO_8859_1))
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_follows_the_end_is_surplus_and_changes_nothing(int seed) {
        Random random = new Random(seed);
        String body = "b".repeat(random.nextInt(50));
        String valid = random.nextBoolean()
                ? "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body
                : "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + (body.isEmpty() ? "" : Integer.toHexString(body.length()) + "\r\n" + body + "\r\n")
                        + "0\r\n\r\n";
        byte[] garbage = new byte[1 + random.nextInt(100)];
        random.nextBytes(garbage);
        ByteBuf all = Unpooled.wrappedBuffer(valid.getBytes(StandardCharsets.US_ASCII), garbage);
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);

        Outcome outcome = decode(split(bytes, random), false);
        assertThat(outcome.body()).isEqualTo(body);
        assertThat(outcome.ended()).isTrue();
        assertThat(outcome.surplus()).isTrue();
    }
}
