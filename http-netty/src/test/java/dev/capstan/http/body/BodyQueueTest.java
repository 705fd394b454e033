package dev.capstan.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The rules of reactive streams, by their numbers, and who owns the bytes. */
class BodyQueueTest {
    private static final EventLoop LOOP = new DefaultEventLoop();

    @AfterAll
    static void stop() {
        LOOP.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private final List<String> told = new ArrayList<>();
    private final BodyQueue queue = new BodyQueue(LOOP, new BodyQueue.Source() {
        @Override
        public void onDemand() {
            told.add("demand");
        }

        @Override
        public void onCancelled() {
            told.add("cancelled");
        }
    });

    /** Keeps what it receives as text. */
    private static class Recorder implements Flow.Subscriber<ByteBuf> {
        final List<String> signals = new ArrayList<>();
        Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            signals.add("subscribed");
            this.subscription = subscription;
        }

        @Override
        public void onNext(ByteBuf bytes) {
            signals.add(bytes.toString(StandardCharsets.US_ASCII));
            bytes.release();
        }

        @Override
        public void onError(Throwable failure) {
            signals.add("error: " + failure.getMessage());
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static void onLoop(Runnable test) throws Exception {
        LOOP.submit(test).get(30, TimeUnit.SECONDS);
    }

    @Test
    void rule101NoMoreIsSignalledThanWasRequested() throws Exception {
        Recorder subscriber = new Recorder();
        onLoop(() -> {
            queue.add(bytes("a"));
            queue.add(bytes("b"));
            queue.subscribe(subscriber);
            assertThat(subscriber.signals).containsExactly("subscribed");
            subscriber.subscription.request(1);
            assertThat(subscriber.signals).containsExactly("subscribed", "a");
            subscriber.subscription.request(2);
            queue.add(bytes("c"));
            queue.add(bytes("d"));
            queue.complete();
            assertThat(subscriber.signals).containsExactly("subscribed", "a", "b", "c");
            subscriber.subscription.request(1);
            assertThat(subscriber.signals).containsExactly("subscribed", "a", "b", "c", "d", "complete");
            assertThat(told).containsExactly("demand");
        });
    }

    @Test
    void rule104AFailureEndsItAndDropsTheRest() throws Exception {
        Recorder subscriber = new Recorder();
        ByteBuf unread = bytes("a");
        onLoop(() -> {
            queue.subscribe(subscriber);
            queue.add(unread);
            queue.fail(new IllegalStateException("broken"));
            queue.add(bytes("late"));
            queue.complete();
            queue.fail(new IllegalStateException("again"));
            subscriber.subscription.request(5);
        });
        assertThat(subscriber.signals).containsExactly("subscribed", "error: broken");
        assertThat(unread.refCnt()).isZero();
    }

    @Test
    void rule105CompletionNeedsNoDemand() throws Exception {
        Recorder subscriber = new Recorder();
        onLoop(() -> {
            queue.subscribe(subscriber);
            queue.complete();
        });
        assertThat(subscriber.signals).containsExactly("subscribed", "complete");
    }

    @Test
    void rule109SubscribersAreNotNullAndASecondOneIsRefused() throws Exception {
        Recorder second = new Recorder();
        assertThatThrownBy(() -> queue.subscribe(null)).isInstanceOf(NullPointerException.class);
        onLoop(() -> {
            queue.subscribe(new Recorder());
            queue.subscribe(second);
            second.subscription.request(1);
            second.subscription.cancel();
        });
        assertThat(second.signals).containsExactly("subscribed", "error: a body has one subscriber");
        assertThat(told).isEmpty();
    }

    @Test
    void rule303RequestingFromWithinASignalDoesNotNest() throws Exception {
        int[] deepest = {0};
        Recorder subscriber = new Recorder() {
            private int depth;

            @Override
            public void onNext(ByteBuf bytes) {
                deepest[0] = Math.max(deepest[0], ++depth);
                bytes.release();
                subscription.request(1);
                depth--;
            }
        };
        onLoop(() -> {
            for (int i = 0; i < 100_000; i++) {
                queue.add(bytes("x"));
            }
            queue.complete();
            queue.subscribe(subscriber);
            subscriber.subscription.request(1);
        });
        assertThat(deepest[0]).isEqualTo(1);
        assertThat(subscriber.signals).endsWith("complete");
    }

    @Test
    void rules305To308CancellingDropsTheRestAndIsToldOnce() throws Exception {
        Recorder subscriber = new Recorder();
        ByteBuf unread = bytes("a");
        onLoop(() -> {
            queue.subscribe(subscriber);
            queue.add(unread);
            subscriber.subscription.cancel();
            subscriber.subscription.cancel();
            subscriber.subscription.request(1);
            subscriber.subscription.request(0);
            queue.add(bytes("late"));
            queue.complete();
        });
        assertThat(subscriber.signals).containsExactly("subscribed");
        assertThat(unread.refCnt()).isZero();
        assertThat(told).containsExactly("cancelled");
    }

    @Test
    void rule309RequestingNothingIsAnError() throws Exception {
        for (long count : new long[] {0, -1}) {
            Recorder subscriber = new Recorder();
            onLoop(() -> {
                BodyQueue other = new BodyQueue(LOOP, () -> {});
                other.subscribe(subscriber);
                subscriber.subscription.request(count);
            });
            assertThat(subscriber.signals)
                    .containsExactly("subscribed", "error: a subscriber requests at least one piece, not " + count);
        }
    }

    @Test
    void rule317DemandDoesNotOverflow() throws Exception {
        Recorder subscriber = new Recorder();
        onLoop(() -> {
            queue.subscribe(subscriber);
            subscriber.subscription.request(Long.MAX_VALUE);
            subscriber.subscription.request(Long.MAX_VALUE);
            queue.add(bytes("a"));
            queue.complete();
        });
        assertThat(subscriber.signals).containsExactly("subscribed", "a", "complete");
    }

    @Test
    void anyThreadMayRequestAndCancel() throws Exception {
        Recorder subscriber = new Recorder();
        onLoop(() -> {
            queue.subscribe(subscriber);
            queue.add(bytes("a"));
        });
        subscriber.subscription.request(1);
        onLoop(() -> assertThat(subscriber.signals).containsExactly("subscribed", "a"));
        subscriber.subscription.cancel();
        onLoop(() -> assertThat(told).contains("cancelled"));
    }

    @Test
    void whatIsCompleteIsTakenAsAWhole() throws Exception {
        onLoop(() -> {
            queue.add(bytes("a"));
            queue.add(bytes("b"));
            queue.complete();
            Body body = queue.take(-1, ByteBufAllocator.DEFAULT);
            assertThat(body.length()).isEqualTo(2);
            body.discard();
        });
        onLoop(() -> {
            BodyQueue large = new BodyQueue(LOOP, () -> {});
            large.add(Unpooled.wrappedBuffer(new byte[20_000]));
            large.add(Unpooled.wrappedBuffer(new byte[20_000]));
            large.complete();
            Body body = large.take(-1, ByteBufAllocator.DEFAULT);
            assertThat(body.length()).isEqualTo(40_000);
            body.discard();
        });
    }
}
