package dev.capstan.adapter.mcp;

import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;

/** A streamed body: gives its pieces as they are asked for, then ends, fails or stalls. */
final class FakeStream implements Flow.Publisher<ByteBuf>, Flow.Subscription {
    private final Queue<byte[]> pieces;
    private Flow.Subscriber<? super ByteBuf> subscriber;
    private Throwable failure;
    private boolean stalled;
    private boolean running;
    private boolean cancelled;
    private boolean ended;
    private long demand;
    private long mostAhead;

    FakeStream(List<byte[]> pieces) {
        this.pieces = new ArrayDeque<>(pieces);
    }

    Body body() {
        return new Body.Stream(-1, this);
    }

    void failWith(Throwable failure) {
        this.failure = failure;
    }

    void stall() {
        stalled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    /** The most pieces that were ever asked for before they were given. */
    long mostAhead() {
        return mostAhead;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
        this.subscriber = subscriber;
        subscriber.onSubscribe(this);
    }

    @Override
    public void request(long count) {
        demand += count;
        mostAhead = Math.max(mostAhead, demand);
        if (running) {
            return;
        }
        running = true;
        while (demand > 0 && !pieces.isEmpty() && !cancelled) {
            demand--;
            byte[] piece = pieces.remove();
            subscriber.onNext(Unpooled.directBuffer(piece.length).writeBytes(piece));
        }
        running = false;
        if (pieces.isEmpty() && !cancelled && !stalled && !ended) {
            ended = true;
            if (failure == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(failure);
            }
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
