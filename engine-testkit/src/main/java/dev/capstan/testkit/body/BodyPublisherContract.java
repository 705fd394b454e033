package dev.capstan.testkit.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.Patience;
import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;

/**
 * The rules of Reactive Streams for a publisher, as its Technology Compatibility Kit checks them; their numbers are those of its
 * specification. What a body promises besides is added: everything happens on one event loop, which the publisher is subscribed to
 * on and signals on, and there is one subscriber. The class path needs {@code org.reactivestreams:reactive-streams-tck-flow}.
 */
public abstract class BodyPublisherContract {
    /** What has to come is waited for patiently: the machine may be busy. */
    private static final long PATIENCE_MILLIS = 20_000;

    /** So long nothing may come that must not. */
    private static final long QUIET_MILLIS = 20;

    /** More pieces than the kit needs of a publisher that ends. */
    private static final long MOST_PIECES = 1_000;

    private final EventLoop eventLoop = new DefaultEventLoop();

    /** For subclasses. */
    protected BodyPublisherContract() {}

    /**
     * A publisher that has not been subscribed to, of exactly so many pieces.
     *
     * @param pieces at least {@link #fewestPieces}
     */
    protected abstract Flow.Publisher<ByteBuf> publisher(EventLoop eventLoop, int pieces);

    /** The fewest pieces that there are in any case. */
    protected int fewestPieces() {
        return 0;
    }

    @AfterEach
    final void stop() {
        eventLoop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @TestFactory
    final List<DynamicTest> keepsTheRulesOfReactiveStreams() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Method rule : FlowPublisherVerification.class.getMethods()) {
            if (rule.isAnnotationPresent(org.testng.annotations.Test.class) && isChecked(rule.getName())) {
                tests.add(DynamicTest.dynamicTest(rule.getName(), () -> check(rule)));
            }
        }
        tests.sort(Comparator.comparing(DynamicTest::getDisplayName));
        return tests;
    }

    /** Not what no test can check, nor what goes for publishers of several subscribers. */
    private static boolean isChecked(String rule) {
        return !rule.startsWith("untested") && !rule.startsWith("optional_spec111");
    }

    @Test
    final void refusesASecondSubscriber() {
        Flow.Publisher<ByteBuf> published = publisher(eventLoop, Math.max(1, fewestPieces()));
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        Patience.await(eventLoop.submit(() -> {
            published.subscribe(first);
            published.subscribe(second);
        }));
        Patience.await(eventLoop.submit(() -> first.request(Long.MAX_VALUE)));

        assertThat(Patience.await(second.end)).as("rules 1.9 and 1.10").isInstanceOf(IllegalStateException.class);
        assertThat(second.pieces).hasValue(0);
        assertThat(Patience.await(first.end)).isSameAs(Recorder.COMPLETE);
        assertThat(first.pieces).hasPositiveValue();
    }

    /** Counts what comes. */
    private static final class Recorder implements Flow.Subscriber<ByteBuf> {
        static final Throwable COMPLETE = new Throwable("complete");

        final AtomicInteger pieces = new AtomicInteger();
        final CompletableFuture<Throwable> end = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        void request(long count) {
            if (subscription != null) {
                subscription.request(count);
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(ByteBuf piece) {
            piece.release();
            pieces.incrementAndGet();
        }

        @Override
        public void onError(Throwable failure) {
            end.complete(failure);
        }

        @Override
        public void onComplete() {
            end.complete(COMPLETE);
        }
    }

    private void check(Method rule) throws Throwable {
        Verification verification = new Verification();
        verification.setUp();
        try {
            rule.invoke(verification);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof SkipException skipped) {
                Assumptions.abort(String.valueOf(skipped.getMessage()));
            }
            throw failed.getCause();
        } finally {
            verification.cancelAll();
        }
    }

    private final class Verification extends FlowPublisherVerification<Integer> {
        private final Queue<OnEventLoop> subscribed = new ConcurrentLinkedQueue<>();

        Verification() {
            super(new TestEnvironment(PATIENCE_MILLIS, QUIET_MILLIS, QUIET_MILLIS));
        }

        /** The kit leaves subscriptions as they are; bodies are read or given up. */
        void cancelAll() {
            Patience.await(eventLoop.submit(() -> subscribed.forEach(OnEventLoop::cancel)));
        }

        @Override
        public long maxElementsFromPublisher() {
            return MOST_PIECES;
        }

        @Override
        public Flow.Publisher<Integer> createFlowPublisher(long elements) {
            if (elements < fewestPieces()) {
                throw new SkipException("there are at least " + fewestPieces() + " pieces");
            }
            Flow.Publisher<ByteBuf> published = publisher(eventLoop, (int) elements);
            return subscriber -> {
                if (subscriber == null) {
                    published.subscribe(null);
                } else {
                    OnEventLoop subscribing = new OnEventLoop(eventLoop, subscriber, subscribed);
                    subscribed.add(subscribing);
                    eventLoop.execute(() -> published.subscribe(subscribing));
                }
            };
        }

        /** A body fails once it is subscribed to, if ever. */
        @Override
        public Flow.@Nullable Publisher<Integer> createFailedFlowPublisher() {
            return null;
        }
    }

    /** Takes signals as a subscriber of a body does, and makes the kit's calls on the event loop. */
    private static final class OnEventLoop implements Flow.Subscriber<ByteBuf>, Flow.Subscription {
        private final EventLoop eventLoop;
        private final Flow.Subscriber<? super Integer> subscriber;
        private final Queue<OnEventLoop> subscribed;
        private volatile Flow.@Nullable Subscription subscription;

        /** {@code subscribed} holds this until it has ended; then nobody does but, against the rules, the publisher. */
        OnEventLoop(EventLoop eventLoop, Flow.Subscriber<? super Integer> subscriber, Queue<OnEventLoop> subscribed) {
            this.eventLoop = eventLoop;
            this.subscriber = subscriber;
            this.subscribed = subscribed;
        }

        private void requireEventLoop() {
            if (!eventLoop.inEventLoop()) {
                throw new AssertionError(
                        "signalled on " + Thread.currentThread().getName() + ", not on the event loop");
            }
        }

        private void onEventLoop(Runnable call) {
            if (eventLoop.inEventLoop()) {
                call.run();
            } else {
                Patience.await(eventLoop.submit(call));
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            requireEventLoop();
            subscription = given;
            subscriber.onSubscribe(this);
        }

        @Override
        public void onNext(ByteBuf piece) {
            requireEventLoop();
            int size = piece.readableBytes();
            piece.release();
            subscriber.onNext(size);
        }

        @Override
        public void onError(Throwable failure) {
            requireEventLoop();
            subscribed.remove(this);
            subscriber.onError(failure);
        }

        @Override
        public void onComplete() {
            requireEventLoop();
            subscribed.remove(this);
            subscriber.onComplete();
        }

        @Override
        public void request(long count) {
            Flow.Subscription given = subscription;
            if (given != null) {
                onEventLoop(() -> given.request(count));
            }
        }

        @Override
        public void cancel() {
            subscribed.remove(this);
            Flow.Subscription given = subscription;
            if (given != null) {
                onEventLoop(given::cancel);
            }
        }
    }
}
