package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {
    private static byte[] compressed(String coding, byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = coding.endsWith("gzip")
                ? new GZIPOutputStream(bytes)
                : new DeflaterOutputStream(bytes, new Deflater(9, coding.equals("raw")))) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] text(int size) {
        byte[] text = new byte[size];
        Random random = new Random(7);
        for (int i = 0; i < size; i++) {
            text[i] = (byte) ('a' + random.nextInt(26));
        }
        return text;
    }

    @ParameterizedTest
    @CsvSource({"gzip,gzip,10", "x-gzip,gzip,2000000", "deflate,deflate,100000", "deflate,raw,100000", "GZIP,gzip,0"})
    void a_coding_that_nobody_asked_for_is_undone(String name, String coding, int size) throws IOException {
        byte[] plain = text(size);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            upstream.answerNext(UpstreamAnswer.bytes(200, "text/plain", compressed(coding, plain))
                    .header("Content-Encoding", name));
            ConsumerFixture.Reply reply = api.call();

            assertThat(reply.text()).isEqualTo(new String(plain, StandardCharsets.US_ASCII));
            assertThat(reply.header().apply("content-encoding")).isNull();
            assertThat(reply.header().apply("content-length")).isNull();
        }
    }

    /** RFC 1952, section 2.2: a file consists of members, one behind the other. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500, 60_000})
    void all_members_of_a_gzip_are_read(int size) throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            byte[] part = text(size + i);
            plain.append(new String(part, StandardCharsets.US_ASCII));
            members.write(compressed("gzip", part));
        }
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            upstream.answerNext(UpstreamAnswer.bytes(200, "text/plain", members.toByteArray())
                    .header("Content-Encoding", "gzip"));

            assertThat(api.call().text()).isEqualTo(plain.toString());
        }
    }

    @Test
    void padding_behind_a_gzip_is_ignored_and_a_broken_member_is_not() throws IOException {
        byte[] whole = compressed("gzip", text(3000));
        byte[] padded = Arrays.copyOf(whole, whole.length + 512);
        byte[] broken = Arrays.copyOf(padded, padded.length);
        broken[whole.length] = 0x1f;
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            upstream.answerNext(UpstreamAnswer.bytes(200, "text/plain", padded).header("Content-Encoding", "gzip"));
            assertThat(api.call().text()).hasSize(3000);

            upstream.answerNext(UpstreamAnswer.bytes(200, "text/plain", broken).header("Content-Encoding", "gzip"));
            assertThat(api.failure()).isInstanceOf(CallFailure.UpstreamUnreadable.class);
        }
    }

    @Test
    void one_that_was_asked_for_is_left() throws IOException {
        byte[] bytes = compressed("gzip", text(1000));
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            upstream.answerNext(UpstreamAnswer.bytes(200, "text/plain", bytes).header("Content-Encoding", "gzip"));
            OperationRequest request = api.request("op", Map.of(), RequestContent.None.INSTANCE);
            UpstreamResponse answer = ConsumerFixture.await(api.send(
                            new OperationRequest(
                                    request.eventLoop(), request.context(), request.values(), request.body(), "gzip"),
                            "op")
                    .answer());

            assertThat(answer.headers().get("Content-Encoding")).isEqualTo("gzip");
            assertThat(answer.body().length()).isEqualTo(bytes.length);
            answer.body().discard();
        }
    }

    @Test
    void an_unknown_one_is_unreadable() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            upstream.answerNext(
                    UpstreamAnswer.text(200, "text/plain", "x".repeat(500_000)).header("Content-Encoding", "br"));

            assertThat(api.failure()).isInstanceOf(CallFailure.UpstreamUnreadable.class);
        }
    }

    @Test
    void garbage_and_a_broken_off_end_are_unreadable() throws IOException {
        byte[] whole = compressed("gzip", text(100_000));
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            for (byte[] bad : List.of(
                    "garbage".repeat(10_000).getBytes(StandardCharsets.US_ASCII),
                    Arrays.copyOf(whole, whole.length - 100),
                    Arrays.copyOf(whole, 3))) {
                upstream.answerNext(UpstreamAnswer.bytes(200, "text/plain", bad).header("Content-Encoding", "gzip"));
                assertThat(api.failure()).isInstanceOf(CallFailure.UpstreamUnreadable.class);
            }
        }
    }

    @Test
    void a_bomb_is_inflated_only_as_far_as_it_is_read() throws Exception {
        byte[] bomb = compressed("gzip", new byte[256 << 20]);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            upstream.answerNext(UpstreamAnswer.bytes(200, "text/plain", bomb).header("Content-Encoding", "gzip"));
            UpstreamResponse answer =
                    ConsumerFixture.await(api.send(api.request("op", Map.of(), RequestContent.None.INSTANCE), "op")
                            .answer());
            StreamingTest.Taker taker = new StreamingTest.Taker(api, answer);

            assertThat(taker.takeOne()).isLessThan(4 << 20);
            taker.cancel();
            assertThat(answer.body()).isInstanceOf(Body.Stream.class);
        }
    }
}
