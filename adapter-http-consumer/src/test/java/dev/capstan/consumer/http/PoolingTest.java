package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class PoolingTest {
    @Test
    void calls_one_after_the_other_share_a_connection() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(
                                upstream.origin(), "GET", "/items/{id}", "name: id, in: path")
                        .start()) {
            assertThat(api.call(Map.of("id", 1)).text()).isEqualTo("{\"ok\":true}");
            assertThat(api.call(Map.of("id", 2)).status()).isEqualTo(200);

            assertThat(upstream.requests()).extracting(RecordedRequest::target).containsExactly("/items/1", "/items/2");
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_post_sends_its_body_with_its_length() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "POST", "/items")
                        .start()) {
            RequestContent body = new RequestContent.Json(
                    JsonNodeFactory.instance.objectNode().put("name", "é"), "application/json");
            api.call(Map.of(), body);
            api.call(Map.of());

            RecordedRequest first = upstream.take();
            assertThat(first.text()).isEqualTo("{\"name\":\"é\"}");
            assertThat(first.header("Content-Type")).isEqualTo("application/json");
            assertThat(first.header("Content-Length")).isEqualTo("13");
            RecordedRequest second = upstream.take();
            assertThat(second.body()).isEmpty();
            assertThat(second.header("Content-Length")).isEqualTo("0");
            assertThat(second.header("Content-Type")).isNull();
        }
    }

    @Test
    void calls_at_once_take_connections_of_their_own_up_to_the_limit_and_the_rest_wait() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/items")
                        .with(NamespaceConfiguration.builder()
                                .maxConnections(2)
                                .maxWaitingCalls(1)
                                .build())
                        .start()) {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            upstream.answer(UpstreamAnswer.json(200, "1").after(gate));
            var first = api.callLater(Map.of(), RequestContent.None.INSTANCE);
            var second = api.callLater(Map.of(), RequestContent.None.INSTANCE);
            var third = api.callLater(Map.of(), RequestContent.None.INSTANCE);
            CallFailure refused = api.failure();
            gate.complete(null);

            assertThat(List.of(first, second, third))
                    .extracting(call -> ConsumerFixture.await(call).status())
                    .containsExactly(200, 200, 200);
            assertThat(upstream.connections()).isEqualTo(2);
            assertThat(refused.code()).isEqualTo("too-many-calls");
            assertThat(refused).isInstanceOf(CallFailure.UpstreamUnavailable.class);
        }
    }

    @Test
    void an_unused_connection_is_closed_after_a_while() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/items")
                        .with(NamespaceConfiguration.builder()
                                .poolIdleTimeout(Duration.ofMillis(50))
                                .build())
                        .start()) {
            api.call();

            assertThat(upstream.awaitDisconnect()).isEqualTo(1);
        }
    }

    @Test
    void a_connection_that_the_upstream_closed_is_not_used_again() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "POST", "/items")
                        .start()) {
            upstream.answerNext(UpstreamAnswer.json(200, "1").header("Connection", "close"));
            api.call();
            api.call();

            assertThat(upstream.requests())
                    .extracting(RecordedRequest::connection)
                    .containsExactly(1, 2);
        }
    }
}
