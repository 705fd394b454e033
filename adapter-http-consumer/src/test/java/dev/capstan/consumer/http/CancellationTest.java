package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import io.netty.buffer.Unpooled;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private static final RequestContent NONE = RequestContent.None.INSTANCE;

    private static void cancel(ConsumerFixture api, ConsumerFixture.Sent sent) {
        api.eventLoop()
                .submit(() -> ConsumerFixture.await(sent.call()).cancel())
                .syncUninterruptibly();
    }

    @Test
    void a_cancelled_call_closes_its_connection_and_is_not_heard_of_again() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "POST", "/")
                        .start()) {
            upstream.answerNext(UpstreamAnswer.never());
            ConsumerFixture.Sent sent = api.send(
                    api.request(
                            "op",
                            Map.of(),
                            new RequestContent.Identity(
                                    Body.of(Unpooled.buffer().writeZero(100)), null)),
                    "op");
            upstream.take();
            cancel(api, sent);
            cancel(api, sent);

            assertThat(upstream.awaitDisconnect()).isEqualTo(1);
            assertThat(api.call().status()).isEqualTo(200);
            assertThat(sent.answer()).isNotDone();
        }
    }

    @Test
    void a_cancelled_call_leaves_the_queue() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/")
                        .with(NamespaceConfiguration.builder()
                                .maxConnections(1)
                                .maxWaitingCalls(1)
                                .build())
                        .start()) {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            upstream.answer(UpstreamAnswer.json(200, "1").after(gate));
            var first = api.callLater(Map.of(), NONE);
            ConsumerFixture.Sent second = api.send(api.request("op", Map.of(), NONE), "op");
            cancel(api, second);
            var third = api.callLater(Map.of(), NONE);
            gate.complete(null);

            assertThat(ConsumerFixture.await(first).status()).isEqualTo(200);
            assertThat(ConsumerFixture.await(third).status()).isEqualTo(200);
            assertThat(upstream.requests()).hasSize(2);
            assertThat(second.answer()).isNotDone();
        }
    }

    @Test
    void a_call_cancelled_while_it_connects_or_waits_to_try_again_sends_nothing_more() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            api.eventLoop()
                    .submit(() -> {
                        ConsumerFixture.Sent connecting = api.send(api.request("op", Map.of(), NONE), "op");
                        connecting.call().thenAccept(call -> call.cancel());
                    })
                    .syncUninterruptibly();
            upstream.answerNext(UpstreamAnswer.json(503, "").header("Retry-After", "5"));
            ConsumerFixture.Sent retrying = api.send(api.request("op", Map.of(), NONE), "op");
            upstream.take();
            api.call();
            cancel(api, retrying);

            assertThat(retrying.answer()).isNotDone();
            assertThat(upstream.requests()).hasSize(2);
        }
    }

    @Test
    void closing_the_consumer_ends_its_calls_and_connections() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            upstream.answerNext(UpstreamAnswer.json(200, "1"), UpstreamAnswer.never());
            api.call();
            var pending = api.callLater(Map.of(), NONE);
            upstream.take();
            upstream.take();
            api.consumer().close();

            assertThat(api.failure(pending).upstreamName()).isEqualTo("api.op");
            assertThat(upstream.awaitDisconnect()).isEqualTo(1);
            CallFailure after = api.failure();
            assertThat(after).isInstanceOf(CallFailure.UpstreamUnreachable.class);
            assertThat(after.detail()).endsWith("the engine is closing");
        }
    }
}
