package dev.capstan.consumer.http;

import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** An answer's body as it comes. What nobody asked for yet is at most what one read of the socket brought. */
final class AnswerBody implements Flow.Publisher<ByteBuf>, Flow.Subscription {
    private final UpstreamConnection connection;
    private final EventLoop eventLoop;
    private final Queue<ByteBuf> received;
    private Flow.@Nullable Subscriber<? super ByteBuf> subscriber;
    private long demand;
    private boolean complete;
    private @Nullable Throwable failure;
    private boolean signalling;
    private boolean done;

    AnswerBody(UpstreamConnection connection, EventLoop eventLoop, Queue<ByteBuf> received) {
        this.connection = connection;
        this.eventLoop = eventLoop;
        this.received = received;
    }

    /** No bytes; for a second subscriber. */
    private static final Flow.Subscription NOTHING = new Flow.Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    };

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
        if (this.subscriber != null) {
            subscriber.onSubscribe(NOTHING);
            subscriber.onError(new IllegalStateException("a body has one subscriber"));
            return;
        }
        this.subscriber = subscriber;
        signalling = true;
        subscriber.onSubscribe(this);
        signalling = false;
        signal();
    }

    @Override
    public void request(long count) {
        if (!eventLoop.inEventLoop()) {
            eventLoop.execute(() -> request(count));
            return;
        }
        if (count <= 0) {
            failure = new IllegalArgumentException("a subscriber asks for at least one piece, not for " + count);
            connection.abandon(this);
        } else {
            demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
        }
        signal();
    }

    @Override
    public void cancel() {
        if (!eventLoop.inEventLoop()) {
            eventLoop.execute(this::cancel);
        } else if (!done) {
            done = true;
            release();
            if (!complete && failure == null) {
                connection.abandon(this);
            }
        }
    }

    /** Takes over a piece. */
    void add(ByteBuf bytes) {
        if (done) {
            bytes.release();
        } else if (demand > 0 && received.isEmpty() && !signalling && subscriber != null) {
            deliver(subscriber, bytes);
            signal();
        } else {
            received.add(bytes);
        }
    }

    /** All has been received. */
    void complete() {
        complete = true;
        signal();
    }

    /** Nothing more will be received. */
    void fail(CallFailure failure) {
        this.failure = new CallFailedException(failure);
        signal();
    }

    /** Whether the next piece has to be read. */
    boolean wantsMore() {
        return !done && demand > 0 && received.isEmpty();
    }

    private void deliver(Flow.Subscriber<? super ByteBuf> subscriber, ByteBuf bytes) {
        demand--;
        signalling = true;
        subscriber.onNext(bytes);
        signalling = false;
    }

    private void signal() {
        if (signalling || subscriber == null) {
            return;
        }
        while (!done && demand > 0) {
            ByteBuf bytes = received.poll();
            if (bytes == null) {
                break;
            }
            deliver(subscriber, bytes);
        }
        if (done) {
            return;
        }
        if (failure != null) {
            done = true;
            release();
            subscriber.onError(failure);
        } else if (!received.isEmpty()) {
            return;
        } else if (complete) {
            done = true;
            subscriber.onComplete();
        } else if (demand > 0) {
            connection.readBody();
        }
    }

    private void release() {
        for (ByteBuf bytes = received.poll(); bytes != null; bytes = received.poll()) {
            bytes.release();
        }
    }
}
