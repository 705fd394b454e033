package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Bodies as they come, both ways, no faster than they are taken. */
class StreamingTest {
    /** Takes pieces as it is told. */
    static final class Taker implements Flow.Subscriber<ByteBuf> {
        private final EventLoop eventLoop;
        private final LinkedBlockingQueue<Integer> pieces = new LinkedBlockingQueue<>();
        private final CompletableFuture<Throwable> end = new CompletableFuture<>();
        private Flow.Subscription subscription;

        Taker(ConsumerFixture api, UpstreamResponse answer) {
            eventLoop = api.eventLoop();
            Flow.Publisher<ByteBuf> bytes = ((Body.Stream) answer.body()).bytes();
            eventLoop.submit(() -> bytes.subscribe(this)).syncUninterruptibly();
        }

        int takeOne() throws InterruptedException {
            eventLoop.execute(() -> subscription.request(1));
            Integer piece = pieces.poll(60, TimeUnit.SECONDS);
            assertThat(piece).as("a piece").isNotNull();
            return piece;
        }

        void cancel() {
            eventLoop.execute(subscription::cancel);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
        }

        @Override
        public void onNext(ByteBuf bytes) {
            int size = bytes.readableBytes();
            bytes.release();
            pieces.add(size);
        }

        @Override
        public void onError(Throwable failure) {
            end.complete(failure);
        }

        @Override
        public void onComplete() {
            end.complete(null);
        }
    }

    private static UpstreamResponse answer(ConsumerFixture api) {
        return ConsumerFixture.await(api.send(api.request("op", Map.of(), RequestContent.None.INSTANCE), "op")
                .answer());
    }

    @Test
    void a_body_is_handed_over_before_it_has_ended() throws Exception {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            upstream.answerNext(new UpstreamAnswer.Pieces(
                    200,
                    "text/plain",
                    List.of("one".getBytes(StandardCharsets.UTF_8), "three".getBytes(StandardCharsets.UTF_8)),
                    gate));
            Taker taker = new Taker(api, answer(api));

            assertThat(taker.takeOne()).isEqualTo(3);
            gate.complete(null);
            assertThat(taker.takeOne()).isEqualTo(5);
            taker.eventLoop.execute(() -> taker.subscription.request(1));
            assertThat(ConsumerFixture.await(taker.end)).isNull();
            api.call();
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void the_upstream_cannot_send_more_than_is_asked_for() throws Exception {
        try (FloodingUpstream upstream = new FloodingUpstream();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            Taker taker = new Taker(api, answer(api));
            long taken = 0;
            for (int i = 0; i < 20; i++) {
                taken += taker.takeOne();
            }
            upstream.awaitStall();

            assertThat(upstream.sent()).isGreaterThan(taken).isLessThan(taken + FloodingUpstream.SOCKET_BUFFERS);
            taker.cancel();
            upstream.awaitDisconnect();
        }
    }

    @Test
    void a_reset_reaches_the_subscriber_after_what_came_before() throws Exception {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            upstream.answerNext(new UpstreamAnswer.Pieces(
                    200, "text/plain", List.of("abc".getBytes(StandardCharsets.UTF_8)), gate));
            Taker taker = new Taker(api, answer(api));
            assertThat(taker.takeOne()).isEqualTo(3);
            taker.eventLoop.execute(() -> taker.subscription.request(1));
            upstream.disconnectAll();

            assertThat(ConsumerFixture.await(taker.end))
                    .isInstanceOfSatisfying(
                            CallFailedException.class,
                            failure ->
                                    assertThat(failure.failure()).isInstanceOf(CallFailure.UpstreamUnreadable.class));
        }
    }

    @Test
    void a_body_that_nobody_wants_closes_its_connection() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            upstream.answerNext(new UpstreamAnswer.Pieces(
                    200, "text/plain", List.of("abc".getBytes(StandardCharsets.UTF_8)), new CompletableFuture<>()));
            Body body = answer(api).body();
            api.eventLoop().execute(body::discard);

            assertThat(upstream.awaitDisconnect()).isEqualTo(1);
            assertThat(api.call().status()).isEqualTo(200);
        }
    }

    /** Gives pieces one at a time, when asked. */
    private static Flow.Publisher<ByteBuf> pieces(EventLoop eventLoop, AtomicInteger unrequested, int count, int size) {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            private int given;
            private boolean cancelled;

            @Override
            public void request(long more) {
                eventLoop.execute(() -> {
                    for (long i = 0; i < more && given < count && !cancelled; i++) {
                        given++;
                        unrequested.decrementAndGet();
                        subscriber.onNext(Unpooled.buffer(size).writeZero(size));
                    }
                    if (given == count) {
                        given++;
                        subscriber.onComplete();
                    }
                });
            }

            @Override
            public void cancel() {
                cancelled = true;
                unrequested.set(-1);
            }
        });
    }

    @Test
    void a_request_streams_with_its_length_or_in_chunks() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "POST", "/")
                        .start()) {
            for (long size : List.of(3_000_000L, -1L)) {
                AtomicInteger left = new AtomicInteger(3000);
                api.call(
                        Map.of(),
                        new RequestContent.Identity(
                                new Body.Stream(size, pieces(api.eventLoop(), left, 3000, 1000)), "text/plain"));
                RecordedRequest request = upstream.take();

                assertThat(request.body()).hasSize(3_000_000).containsOnly(0);
                assertThat(left).hasValue(0);
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_request_body_is_taken_no_faster_than_the_upstream_reads() throws Exception {
        try (DeafUpstream upstream = new DeafUpstream();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "POST", "/")
                        .with(NamespaceConfiguration.builder()
                                .maxRequestBytes(1L << 40)
                                .maxHeadBytes(8192)
                                .build())
                        .start()) {
            AtomicInteger left = new AtomicInteger(1_000_000);
            ConsumerFixture.Sent sent = api.send(
                    api.request(
                            "op",
                            Map.of(),
                            new RequestContent.Identity(
                                    new Body.Stream(-1, pieces(api.eventLoop(), left, 1_000_000, 65536)), null)),
                    "op");
            int before;
            do {
                before = left.get();
                // Two rounds through the loop and a pause of the reader: enough for what would still be taken.
                upstream.awaitStall();
            } while (before != left.get());

            assertThat(left.get()).isBetween(1, 999_999);
            api.eventLoop().execute(() -> ConsumerFixture.await(sent.call()).cancel());
            upstream.awaitDisconnect();
            api.eventLoop().submit(() -> {}).syncUninterruptibly();
            assertThat(left).hasValue(-1);
        }
    }

    @Test
    void a_stream_over_the_limit_fails_the_call() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "POST", "/")
                        .with(NamespaceConfiguration.builder()
                                .maxRequestBytes(5000)
                                .maxHeadBytes(8192)
                                .build())
                        .start()) {
            AtomicInteger left = new AtomicInteger(100);
            OperationRequest request = api.request(
                    "op",
                    Map.of(),
                    new RequestContent.Identity(new Body.Stream(-1, pieces(api.eventLoop(), left, 100, 1000)), null));

            assertThat(api.failure(api.callLater(request, "op"))).isEqualTo(new CallFailure.BodyTooLarge(5000));
            assertThat(left).hasValue(-1);
            assertThat(upstream.requests()).isEmpty();
            assertThat(upstream.connections()).isZero();
        }
    }

    @Test
    void a_stream_that_is_found_too_long_on_its_way_fails_the_call() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "POST", "/")
                        .with(NamespaceConfiguration.builder()
                                .maxRequestBytes(500_000)
                                .build())
                        .start()) {
            AtomicInteger left = new AtomicInteger(1000);
            OperationRequest request = api.request(
                    "op",
                    Map.of(),
                    new RequestContent.Identity(new Body.Stream(-1, pieces(api.eventLoop(), left, 1000, 1000)), null));

            assertThat(api.failure(api.callLater(request, "op"))).isEqualTo(new CallFailure.BodyTooLarge(500_000));
            assertThat(left).hasValue(-1);
            assertThat(upstream.requests()).isEmpty();
            assertThat(upstream.awaitDisconnect()).isEqualTo(1);
        }
    }

    @Test
    void a_stream_of_another_length_than_it_said_fails_the_call() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "POST", "/")
                        .start()) {
            for (long said : List.of(1500L, 5000L)) {
                OperationRequest request = api.request(
                        "op",
                        Map.of(),
                        new RequestContent.Identity(
                                new Body.Stream(said, pieces(api.eventLoop(), new AtomicInteger(2), 2, 1000)), null));
                assertThat(api.failure(api.callLater(request, "op")).code()).isEqualTo("malformed-body");
            }
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void an_answer_before_the_request_has_ended_is_handed_over_and_the_connection_not_used_again() throws Exception {
        try (DeafUpstream upstream = new DeafUpstream("HTTP/1.1 413 No\r\nContent-Length: 2\r\n\r\nno");
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "POST", "/")
                        .with(NamespaceConfiguration.builder()
                                .maxRequestBytes(1L << 40)
                                .maxHeadBytes(8192)
                                .build())
                        .start()) {
            AtomicInteger left = new AtomicInteger(1_000_000);
            ConsumerFixture.Reply reply = api.call(
                    Map.of(),
                    new RequestContent.Identity(
                            new Body.Stream(-1, pieces(api.eventLoop(), left, 1_000_000, 65536)), null));

            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.text()).isEqualTo("no");
            upstream.awaitDisconnect();
        }
    }
}
