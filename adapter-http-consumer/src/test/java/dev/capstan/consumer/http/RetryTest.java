package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private static final RequestContent BODY = new RequestContent.Text("body", "text/plain");

    private static ConsumerFixture api(RecordingUpstream upstream, String method) {
        return ConsumerFixture.operation(upstream.origin(), method, "/items").start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void an_idempotent_request_without_an_answer_is_sent_again(String method) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream, method)) {
            upstream.answerNext(UpstreamAnswer.hangup(), UpstreamAnswer.hangup());

            assertThat(api.call(Map.of(), BODY).status()).isEqualTo(200);
            assertThat(upstream.requests())
                    .hasSize(3)
                    .allMatch(request -> request.text().equals("body"));
        }
    }

    @Test
    void not_more_often_than_allowed() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream, "GET")) {
            upstream.answer(UpstreamAnswer.hangup());

            assertThat(api.failure()).isInstanceOf(CallFailure.UpstreamUnreadable.class);
            assertThat(upstream.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void an_overloaded_upstream_is_tried_again_when_it_says_when(int status) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream, "GET")) {
            upstream.answerNext(UpstreamAnswer.json(status, "{}").header("Retry-After", "0"));

            assertThat(api.call().status()).isEqualTo(200);
            assertThat(upstream.requests()).hasSize(2);
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void the_last_answer_is_passed_on_and_so_is_one_that_asks_for_too_long_a_wait() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream, "GET")) {
            upstream.answer(UpstreamAnswer.json(503, "1").header("Retry-After", "0"));
            assertThat(api.call().text()).isEqualTo("1");
            assertThat(upstream.requests()).hasSize(3);

            upstream.answer(UpstreamAnswer.json(503, "2").header("Retry-After", "86400"));
            assertThat(api.call().text()).isEqualTo("2");
            assertThat(upstream.requests()).hasSize(4);

            upstream.answer(UpstreamAnswer.json(503, "3"));
            assertThat(api.call().text()).isEqualTo("3");
            assertThat(upstream.requests()).hasSize(5);
        }
    }

    @Test
    void a_post_is_not_sent_again_for_a_status() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream, "POST")) {
            upstream.answerNext(UpstreamAnswer.json(503, "{}").header("Retry-After", "0"));

            assertThat(api.call(Map.of(), BODY).status()).isEqualTo(503);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void a_pooled_connection_that_went_stale_costs_no_retry() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/items")
                        .with(NamespaceConfiguration.builder().maxRetries(0).build())
                        .start()) {
            api.call();
            upstream.answerNext(UpstreamAnswer.hangup());

            assertThat(api.call().status()).isEqualTo(200);
            assertThat(upstream.requests()).hasSize(3);
            assertThat(upstream.connections()).isEqualTo(2);
        }
    }

    @Test
    void any_method_is_tried_again_when_there_was_no_connection() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (ConsumerFixture api = ConsumerFixture.operation("http://127.0.0.1:" + port, "POST", "/items")
                .with(NamespaceConfiguration.builder()
                        .maxRetries(10)
                        .callTimeout(Duration.ofSeconds(20))
                        .build())
                .start()) {
            var call = api.callLater(Map.of(), BODY);
            try (ServerSocket late = new ServerSocket()) {
                late.setReuseAddress(true);
                late.bind(new InetSocketAddress("127.0.0.1", port));
                try (var connection = late.accept()) {
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    assertThat(ConsumerFixture.await(call).status()).isEqualTo(200);
                }
            }
        }
    }
}
