package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an answer ends (RFC 9112, section 6.3), and whether its connection is used again. */
class FramingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK~Content-Length: 5~~hello                                              | 200 | hello | 1",
                "HTTP/1.1 200 OK~Content-Length: 0~~                                                   | 200 | ''    | 1",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~he~3;x=y~llo~0~X-Trailer: z~~           | 200 | hello | 1",
                "HTTP/1.1 200 OK~Connection: close~Content-Length: 5~~hello                            | 200 | hello | 2",
                "HTTP/1.0 200 OK~Content-Length: 5~~hello                                              | 200 | hello | 2",
                "HTTP/1.0 200 OK~Connection: keep-alive~Content-Length: 5~~hello                       | 200 | hello | 1",
                "HTTP/1.1 204 No Content~~                                                             | 204 | ''    | 1",
                "HTTP/1.1 304 Not Modified~Content-Length: 7~~                                         | 304 | ''    | 1",
                "HTTP/1.1 100 Continue~~HTTP/1.1 103 Early Hints~Link: x~~HTTP/1.1 200 OK~Content-Length: 2~~ok | 200 | ok | 1",
                "HTTP/1.1 418 ~Content-Length: 3~~pot                                                  | 418 | pot   | 1",
            })
    void an_answer_ends_where_its_head_says(String answer, int status, String text, int connections) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            upstream.answerNext(
                    new UpstreamAnswer.Raw(answer.replace("~", "\r\n").getBytes(StandardCharsets.UTF_8), false));
            ConsumerFixture.Reply reply = api.call();

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.text()).isEqualTo(text);
            assertThat(api.call().text()).isEqualTo("{\"ok\":true}");
            assertThat(upstream.connections()).isEqualTo(connections);
        }
    }

    @Test
    void without_a_length_it_ends_with_the_connection() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            upstream.answerNext(UpstreamAnswer.raw("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(100_000)));

            assertThat(api.call().text()).hasSize(100_000);
            assertThat(api.call().text()).isEqualTo("{\"ok\":true}");
        }
    }

    @Test
    void the_answer_to_head_has_no_body() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "HEAD", "/")
                        .start()) {
            upstream.answer(new UpstreamAnswer.Raw(
                    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n".getBytes(StandardCharsets.UTF_8), false));
            ConsumerFixture.Reply reply = api.call();

            assertThat(reply.text()).isEmpty();
            assertThat(reply.header().apply("content-length")).isEqualTo("5");
            assertThat(api.call().status()).isEqualTo(200);
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }
}
