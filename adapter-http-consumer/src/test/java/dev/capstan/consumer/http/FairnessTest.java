package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.exchange.Principal;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.http.body.BodyQueue;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What slow or greedy callers cannot keep from others. */
class FairnessTest {
    private static final RequestContent NONE = RequestContent.None.INSTANCE;

    /** A body of a caller that sends when the test says so. */
    private static final class SlowBody implements BodyQueue.Source {
        private final ConsumerFixture api;
        private final BodyQueue queue;
        private volatile boolean cancelled;

        SlowBody(ConsumerFixture api) {
            this.api = api;
            this.queue = new BodyQueue(api.eventLoop(), this);
        }

        RequestContent content(long size) {
            return new RequestContent.Identity(new Body.Stream(size, queue), "text/plain");
        }

        void send(String text) {
            api.eventLoop()
                    .submit(() -> queue.add(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)))
                    .syncUninterruptibly();
        }

        void end() {
            api.eventLoop().submit(queue::complete).syncUninterruptibly();
        }

        void breakOff() {
            api.eventLoop()
                    .submit(() -> queue.fail(new CallFailedException(new CallFailure.MalformedBody("gone"))))
                    .syncUninterruptibly();
        }

        @Override
        public void onDemand() {}

        @Override
        public void onCancelled() {
            cancelled = true;
        }
    }

    private static ConsumerFixture post(RecordingUpstream upstream, int connections, MemoryBudget memory) {
        return ConsumerFixture.operation(upstream.origin(), "POST", "/")
                .with(NamespaceConfiguration.builder()
                        .maxConnections(connections)
                        .maxWaitingCalls(10)
                        .gatheredBytes(1000)
                        .build())
                .with(ConsumerFixture.Parts.DEFAULT.with(memory))
                .start();
    }

    @Test
    void a_small_body_takes_a_connection_only_when_it_is_complete() {
        MemoryBudget memory = new MemoryBudget(1 << 20);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = post(upstream, 1, memory)) {
            List<SlowBody> slow = new ArrayList<>();
            List<CompletableFuture<ConsumerFixture.Reply>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                SlowBody body = new SlowBody(api);
                slow.add(body);
                calls.add(api.callLater(Map.of(), body.content(i % 2 == 0 ? 10 : -1)));
                body.send("x");
            }
            assertThat(api.call(Map.of(), new RequestContent.Text("fast", "text/plain"))
                            .status())
                    .isEqualTo(200);
            assertThat(upstream.requests()).hasSize(1);
            assertThat(memory.reserved()).isPositive();

            slow.get(0).send("123456789");
            slow.get(0).end();
            assertThat(ConsumerFixture.await(calls.get(0)).status()).isEqualTo(200);
            assertThat(upstream.requests().get(1).text()).isEqualTo("x123456789");
            assertThat(upstream.requests().get(1).header("Content-Length")).isEqualTo("10");

            slow.get(1).end();
            assertThat(ConsumerFixture.await(calls.get(1)).status()).isEqualTo(200);
            assertThat(upstream.requests().get(2).text()).isEqualTo("x");
            assertThat(upstream.connections()).isEqualTo(1);

            slow.subList(2, 20).forEach(SlowBody::breakOff);
            assertThat(calls.subList(2, 20))
                    .allMatch(call -> api.failure(call).detail().equals("gone"));
            assertThat(memory.reserved()).isZero();
        }
    }

    @Test
    void a_call_that_is_given_up_while_its_body_is_gathered_lets_go_of_it() {
        MemoryBudget memory = new MemoryBudget(1 << 20);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = post(upstream, 1, memory)) {
            SlowBody body = new SlowBody(api);
            ConsumerFixture.Sent sent = api.send(api.request("op", Map.of(), body.content(10)), "op");
            body.send("x");
            api.eventLoop()
                    .submit(() -> ConsumerFixture.await(sent.call()).cancel())
                    .syncUninterruptibly();

            assertThat(body.cancelled).isTrue();
            assertThat(memory.reserved()).isZero();
            assertThat(upstream.connections()).isZero();
        }
    }

    @Test
    void without_memory_for_it_a_body_is_sent_as_it_comes() {
        MemoryBudget memory = new MemoryBudget(10);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = post(upstream, 1, memory)) {
            SlowBody body = new SlowBody(api);
            CompletableFuture<ConsumerFixture.Reply> call = api.callLater(Map.of(), body.content(-1));
            body.send("one ");
            body.send("two");
            body.end();

            assertThat(ConsumerFixture.await(call).status()).isEqualTo(200);
            assertThat(upstream.take().text()).isEqualTo("one two");
            assertThat(memory.reserved()).isZero();
        }
    }

    @Test
    void a_caller_who_stops_in_the_middle_of_a_long_body_loses_the_connection_to_others() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = post(upstream, 1, new MemoryBudget(1 << 20))) {
            SlowBody body = new SlowBody(api);
            CompletableFuture<ConsumerFixture.Reply> stalled = api.callLater(Map.of(), body.content(1_000_000));
            body.send("x".repeat(2000));
            CompletableFuture<ConsumerFixture.Reply> other = api.callLater(Map.of(), NONE);

            assertThat(api.failure(stalled).code()).isEqualTo("too-many-calls");
            assertThat(ConsumerFixture.await(other).status()).isEqualTo(200);
            assertThat(body.cancelled).isTrue();
        }
    }

    @Test
    void a_caller_who_does_not_read_loses_the_connection_to_others() throws Exception {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/")
                        .with(NamespaceConfiguration.builder().maxConnections(1).build())
                        .start()) {
            upstream.answerNext(UpstreamAnswer.bytes(200, "text/plain", new byte[50 << 20]));
            Body unread = ConsumerFixture.await(
                            api.send(api.request("op", Map.of(), NONE), "op").answer())
                    .body();

            assertThat(api.call().status()).isEqualTo(200);
            api.eventLoop().submit(unread::discard).syncUninterruptibly();
        }
    }

    private static OperationRequest request(ConsumerFixture api, CallContext context) {
        OperationRequest request = api.request("op", Map.of(), NONE);
        return new OperationRequest(request.eventLoop(), context, request.values(), request.body(), null);
    }

    @Test
    void a_caller_cannot_use_more_than_a_share_of_the_connections() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/")
                        .with(NamespaceConfiguration.builder()
                                .maxConnections(4)
                                .maxWaitingCalls(10)
                                .callerShare(50)
                                .build())
                        .start()) {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            upstream.answer(UpstreamAnswer.json(200, "1").after(gate));
            CallContext greedy = CallContext.NONE.withPrincipal(new Principal("greedy", "basic", List.of()));
            List<CompletableFuture<ConsumerFixture.Reply>> calls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                calls.add(api.callLater(request(api, greedy), "op"));
            }
            upstream.take();
            upstream.take();
            calls.add(api.callLater(request(api, CallContext.NONE.withClientAddress("192.0.2.1")), "op"));
            calls.add(api.callLater(request(api, CallContext.NONE), "op"));
            upstream.take();
            upstream.take();
            assertThat(upstream.connections()).isEqualTo(4);
            gate.complete(null);

            assertThat(calls).allMatch(call -> ConsumerFixture.await(call).status() == 200);
        }
    }

    @Test
    void calls_beyond_the_share_wait_no_longer_than_any_call_and_are_counted() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/")
                        .with(NamespaceConfiguration.builder()
                                .maxConnections(2)
                                .maxWaitingCalls(1)
                                .callerShare(50)
                                .callTimeout(Duration.ofSeconds(2))
                                .build())
                        .start()) {
            upstream.answer(UpstreamAnswer.never());
            CallContext greedy = CallContext.NONE.withClientAddress("192.0.2.1");
            var first = api.callLater(request(api, greedy), "op");
            var second = api.callLater(request(api, greedy), "op");
            CallFailure refused = api.failure(api.callLater(request(api, greedy), "op"));

            assertThat(refused.code()).isEqualTo("too-many-calls");
            assertThat(api.failure(first).code()).isEqualTo("upstream-timeout");
            assertThat(api.failure(second).code()).isEqualTo("upstream-timeout");
        }
    }
}
