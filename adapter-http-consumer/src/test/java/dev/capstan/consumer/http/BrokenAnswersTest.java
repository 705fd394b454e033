package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.configuration.NamespaceConfigurationBuilder;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.testkit.ClosedPort;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams that answer badly: the right failure, the connection closed, and the next call served. */
class BrokenAnswersTest {
    private static ConsumerFixture get(RecordingUpstream upstream, NamespaceConfigurationBuilder settings) {
        return ConsumerFixture.operation(upstream.origin(), "GET", "/items?key=s3cret")
                .with(settings.build())
                .start();
    }

    private static void assertServesOn(ConsumerFixture api, RecordingUpstream upstream) {
        assertThat(api.call().text()).isEqualTo("{\"ok\":true}");
        assertThat(upstream.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "this is no HTTP\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 99 Low\r\n\r\n",
                "HTTP/1.1 700 High\r\nContent-Length: 0\r\n\r\n",
                "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                "FTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nabcd",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nabcd",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nX: a\u0000b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: y\r\n",
                "HTTP/1.1 2",
            })
    void are_unreadable(String answer) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        get(upstream, NamespaceConfiguration.builder().maxRetries(0))) {
            upstream.answerNext(UpstreamAnswer.raw(answer));
            CallFailure failure = api.failure();

            assertThat(failure).isInstanceOf(CallFailure.UpstreamUnreadable.class);
            assertThat(failure.upstreamName()).isEqualTo("api.op");
            assertThat(failure.detail())
                    .startsWith("\"api.op\": ")
                    .doesNotContain("127.0.0.1", Integer.toString(upstream.port()))
                    .doesNotContain("s3cret")
                    .doesNotContain("Exception");
            assertServesOn(api, upstream);
        }
    }

    @Test
    void a_head_over_the_limit_is_unreadable() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = get(
                        upstream,
                        NamespaceConfiguration.builder().maxRequestBytes(1000).maxHeadBytes(2000))) {
            upstream.answerNext(UpstreamAnswer.raw("HTTP/1.1 200 OK\r\n" + "X-A: b\r\n".repeat(1000) + "\r\n"));

            assertThat(api.failure().detail()).contains("longer than the limit of 2000 bytes");
            assertServesOn(api, upstream);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "\r\n"})
    void what_never_comes_to_a_response_is_unreadable(String endless) {
        String many = endless.repeat(1000);
        ScriptedUpstream.Script script = (connection, number) -> {
            connection.readHead();
            while (number == 1) {
                connection.write(many);
            }
            connection.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        };
        try (ScriptedUpstream upstream = new ScriptedUpstream(script);
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/items")
                        .with(NamespaceConfiguration.builder().maxRetries(0).build())
                        .start()) {
            assertThat(api.failure())
                    .isInstanceOf(CallFailure.UpstreamUnreadable.class)
                    .extracting(CallFailure::detail)
                    .asString()
                    .contains("longer than the limit");
            upstream.awaitDisconnect();
            assertThat(api.call().text()).isEqualTo("ok");
        }
    }

    @Test
    void a_reset_in_the_middle_of_the_body_fails_the_body() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = get(upstream, NamespaceConfiguration.builder())) {
            upstream.answerNext(UpstreamAnswer.resetMidBody("begun"));

            assertThat(api.failure()).isInstanceOf(CallFailure.UpstreamUnreadable.class);
            assertServesOn(api, upstream);
        }
    }

    @Test
    void a_post_that_gets_no_answer_is_not_repeated() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "POST", "/items")
                        .start()) {
            upstream.answerNext(UpstreamAnswer.hangup());

            assertThat(api.failure().detail()).contains("closed without a response");
            assertThat(upstream.requests()).hasSize(1);
            assertServesOn(api, upstream);
        }
    }

    @Test
    void an_upstream_that_never_answers_times_out() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        get(upstream, NamespaceConfiguration.builder().headTimeout(Duration.ofSeconds(2)))) {
            upstream.answerNext(UpstreamAnswer.never());
            CallFailure failure = api.failure();

            assertThat(failure).isInstanceOf(CallFailure.UpstreamTimeout.class);
            assertThat(failure.detail()).endsWith("no response was received within 2 s");
            assertThat(upstream.awaitDisconnect()).isEqualTo(1);
            assertServesOn(api, upstream);
        }
    }

    @Test
    void the_call_as_a_whole_times_out() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        get(upstream, NamespaceConfiguration.builder().callTimeout(Duration.ofSeconds(2)))) {
            upstream.answerNext(UpstreamAnswer.never());

            assertThat(api.failure())
                    .isEqualTo(new CallFailure.UpstreamTimeout(
                            "api.op", "\"api.op\": no response within the 2 s that a call may take"));
            assertThat(upstream.awaitDisconnect()).isEqualTo(1);
        }
    }

    @Test
    void the_call_as_a_whole_includes_the_body_however_it_trickles() {
        try (TricklingUpstream upstream = new TricklingUpstream();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/")
                        .with(NamespaceConfiguration.builder()
                                .callTimeout(Duration.ofSeconds(2))
                                .build())
                        .start()) {
            assertThat(api.failure())
                    .isEqualTo(new CallFailure.UpstreamTimeout(
                            "api.op", "\"api.op\": the response did not end within the 2 s that a call may take"));
            upstream.awaitDisconnect();
        }
    }

    @Test
    void a_deadline_that_the_caller_sets_ends_the_call_too() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = get(upstream, NamespaceConfiguration.builder())) {
            upstream.answerNext(UpstreamAnswer.never());
            OperationRequest request = api.request("op", Map.of(), RequestContent.None.INSTANCE);
            CallContext hurried = CallContext.NONE.withTimeout(Duration.ofSeconds(2), System.nanoTime());

            assertThat(api.failure(api.callLater(
                            new OperationRequest(request.eventLoop(), hurried, request.values(), request.body(), null),
                            "op")))
                    .isEqualTo(new CallFailure.UpstreamTimeout(
                            "api.op", "\"api.op\": no response within the time that the caller allows"));
        }
    }

    @Test
    void a_call_that_waits_for_a_connection_times_out() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = get(
                        upstream,
                        NamespaceConfiguration.builder()
                                .maxConnections(1)
                                .maxWaitingCalls(10)
                                .callTimeout(Duration.ofMillis(300)))) {
            upstream.answer(UpstreamAnswer.never());
            var first = api.callLater(Map.of(), RequestContent.None.INSTANCE);
            var second = api.callLater(Map.of(), RequestContent.None.INSTANCE);

            assertThat(api.failure(first)).isInstanceOf(CallFailure.UpstreamTimeout.class);
            assertThat(api.failure(second)).isInstanceOf(CallFailure.UpstreamTimeout.class);
        }
    }

    @Test
    void a_body_that_stalls_times_out() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        get(upstream, NamespaceConfiguration.builder().idleTimeout(Duration.ofSeconds(2)))) {
            upstream.answerNext(new UpstreamAnswer.Pieces(
                    200,
                    "text/plain",
                    List.of("a".getBytes(StandardCharsets.UTF_8), "b".getBytes(StandardCharsets.UTF_8)),
                    new CompletableFuture<>()));
            CallFailure failure = api.failure();

            assertThat(failure).isInstanceOf(CallFailure.UpstreamTimeout.class);
            assertThat(failure.detail()).endsWith("nothing was received for 2 s");
            assertThat(upstream.awaitDisconnect()).isEqualTo(1);
            assertServesOn(api, upstream);
        }
    }

    @Test
    void what_follows_an_answer_unasked_is_nobodys_answer() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = get(upstream, NamespaceConfiguration.builder())) {
            upstream.answerNext(new UpstreamAnswer.Raw(
                    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
                            .getBytes(StandardCharsets.UTF_8),
                    false));

            assertThat(api.call().text()).isEqualTo("ok");
            assertServesOn(api, upstream);
        }
    }

    @Test
    void nothing_listens_there() {
        try (ClosedPort nobody = new ClosedPort();
                ConsumerFixture api = ConsumerFixture.operation("http://localhost:" + nobody.port(), "GET", "/")
                        .start()) {
            CallFailure failure = api.failure();

            assertThat(failure).isInstanceOf(CallFailure.UpstreamUnreachable.class);
            assertThat(failure.detail()).isEqualTo("\"api.op\": the connection was refused");
        }
    }

    @Test
    void a_host_name_that_does_not_exist() {
        try (ConsumerFixture api = ConsumerFixture.operation("http://no-such-host.invalid", "GET", "/")
                .start()) {
            CallFailure failure = api.failure();

            assertThat(failure).isInstanceOf(CallFailure.UpstreamUnreachable.class);
            assertThat(failure.detail()).isEqualTo("\"api.op\": the host name cannot be resolved");
        }
    }
}
