package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.http.body.BodyQueue;
import dev.capstan.http.body.InflatingBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.ZlibWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Flow;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of Reactive Streams, for everything that publishes a body; the numbers are those of its specification. */
class BodyPublisherRulesTest {
    private static final EmbeddedChannel LOOP = new EmbeddedChannel();

    /** What publishes the same bytes in its own way. */
    private enum Kind {
        RECEIVED {
            @Override
            Flow.Publisher<ByteBuf> of(byte[] bytes) {
                return queue(bytes);
            }
        },
        INFLATED_AT_ONCE {
            @Override
            Flow.Publisher<ByteBuf> of(byte[] bytes) {
                return inflating(Body.of(Unpooled.wrappedBuffer(gzip(bytes))));
            }
        },
        INFLATED_AS_IT_COMES {
            @Override
            Flow.Publisher<ByteBuf> of(byte[] bytes) {
                return inflating(new Body.Stream(-1, queue(gzip(bytes))));
            }
        };

        abstract Flow.Publisher<ByteBuf> of(byte[] bytes);
    }

    /** The bytes in pieces of 100, as a connection would receive them. */
    private static BodyQueue queue(byte[] bytes) {
        BodyQueue queue = new BodyQueue(LOOP.eventLoop(), () -> {});
        for (int from = 0; from < bytes.length; from += 100) {
            queue.add(Unpooled.copiedBuffer(bytes, from, Math.min(100, bytes.length - from)));
        }
        queue.complete();
        return queue;
    }

    private static InflatingBody inflating(Body compressed) {
        return new InflatingBody(
                compressed,
                ZlibWrapper.GZIP,
                LOOP.eventLoop(),
                Long.MAX_VALUE,
                problem -> new CallFailure.UpstreamUnreadable("api.op", problem));
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Writes down its signals and checks that they come in the right order. */
    private static class Probe implements Flow.Subscriber<ByteBuf> {
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final List<Throwable> errors = new ArrayList<>();
        private Flow.Subscription subscription;
        private long requested;
        private int pieces;
        private int depth;
        private boolean complete;

        void request(long count) {
            requested = requested + count < 0 ? Long.MAX_VALUE : requested + count;
            subscription.request(count);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            assertThat(subscription).as("2.5: one subscription").isNull();
            subscription = given;
        }

        @Override
        public void onNext(ByteBuf bytes) {
            assertThat(subscription).as("1.9: onSubscribe first").isNotNull();
            assertThat(complete || !errors.isEmpty())
                    .as("1.7: nothing after the end")
                    .isFalse();
            assertThat(depth).as("1.3: one signal at a time").isZero();
            pieces++;
            assertThat((long) pieces).as("1.1: no more than requested").isLessThanOrEqualTo(requested);
            byte[] copy = new byte[bytes.readableBytes()];
            bytes.readBytes(copy);
            bytes.release();
            received.writeBytes(copy);
            depth++;
            onPiece();
            depth--;
        }

        void onPiece() {}

        void cancel() {
            subscription.cancel();
        }

        @Override
        public void onError(Throwable error) {
            assertThat(complete || !errors.isEmpty()).as("1.7: one end").isFalse();
            errors.add(error);
        }

        @Override
        public void onComplete() {
            assertThat(complete || !errors.isEmpty()).as("1.7: one end").isFalse();
            complete = true;
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void pieces_come_as_requested_and_then_the_end(Kind kind) {
        byte[] bytes = random(20_000);
        Probe probe = new Probe();
        kind.of(bytes).subscribe(probe);
        assertThat(probe.pieces).isZero();
        while (!probe.complete) {
            int before = probe.pieces;
            probe.request(2);
            assertThat(probe.pieces - before).isLessThanOrEqualTo(2);
        }

        assertThat(probe.received.toByteArray()).isEqualTo(bytes);
        assertThat(probe.errors).isEmpty();
        probe.subscription.request(1);
        probe.subscription.cancel();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void requests_from_within_signals_do_not_nest(Kind kind) {
        byte[] bytes = random(3_000_000);
        Probe probe = new Probe() {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                super.onSubscribe(given);
                request(1);
            }

            @Override
            void onPiece() {
                request(1);
            }
        };
        kind.of(bytes).subscribe(probe);

        assertThat(probe.complete).as("3.3, 3.2").isTrue();
        assertThat(probe.received.toByteArray()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void demand_may_be_without_bounds_and_overflow(Kind kind) {
        byte[] bytes = random(5000);
        Probe probe = new Probe() {
            @Override
            void onPiece() {
                request(Long.MAX_VALUE);
            }
        };
        kind.of(bytes).subscribe(probe);
        probe.request(Long.MAX_VALUE);

        assertThat(probe.complete).as("3.17").isTrue();
        assertThat(probe.received.toByteArray()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void after_cancelling_nothing_comes(Kind kind) {
        Probe probe = new Probe() {
            @Override
            void onPiece() {
                cancel();
            }
        };
        kind.of(random(20_000)).subscribe(probe);
        probe.request(10);
        probe.subscription.cancel();
        probe.subscription.request(10);

        assertThat(probe.pieces).as("3.6, 3.7").isEqualTo(1);
        assertThat(probe.complete).isFalse();
        assertThat(probe.errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_request_for_nothing_is_an_error(Kind kind) {
        for (long count : new long[] {0, -1}) {
            Probe probe = new Probe();
            kind.of(random(500)).subscribe(probe);
            probe.subscription.request(count);

            assertThat(probe.errors).as("3.9").hasSize(1).hasOnlyElementsOfType(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_body_has_one_subscriber(Kind kind) {
        Flow.Publisher<ByteBuf> publisher = kind.of("x".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> publisher.subscribe(null)).as("1.9").isInstanceOf(NullPointerException.class);
        Probe first = new Probe();
        Probe second = new Probe();
        publisher.subscribe(first);
        publisher.subscribe(second);

        assertThat(second.subscription).as("1.9").isNotNull();
        assertThat(second.errors).as("1.10").hasSize(1);
        first.request(5);
        assertThat(first.complete).isTrue();
    }
}
