package dev.capstan.transport;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A request's body on its way in: what has come is kept until it is asked for. On the event loop. */
final class RequestBody implements Flow.Publisher<ByteBuf>, Flow.Subscription {
    /** Hears that more is asked for. */
    interface Source {
        void onDemand();
    }

    private final long declared;
    private final Source source;
    private final Deque<ByteBuf> pieces;
    private Flow.@Nullable Subscriber<? super ByteBuf> subscriber;
    private @Nullable CallFailure failure;
    private long received;
    private long demand;
    private boolean complete;
    private boolean taken;
    private boolean over;
    private boolean emitting;

    /**
     * A body to come.
     *
     * @param declared its length; -1 when it is chunked
     */
    RequestBody(long declared, Source source) {
        this.declared = declared;
        this.pieces = new ArrayDeque<>(declared == 0 ? 0 : 4);
        this.source = source;
    }

    /** Whether all of it has come in, read or not. */
    boolean isComplete() {
        return complete;
    }

    /** How many bytes came in so far. */
    long received() {
        return received;
    }

    /** Whether somebody waits for bytes that are not there yet. */
    boolean isAwaited() {
        return demand > 0 && !complete && !over && failure == null && pieces.isEmpty();
    }

    /** Takes a piece in; it is this body's to release. */
    void receive(ByteBuf piece, boolean last) {
        received += piece.readableBytes();
        complete |= last;
        if (over || failure != null || !piece.isReadable()) {
            piece.release();
        } else {
            pieces.add(piece);
        }
        emit();
    }

    /** Nothing more will be had of it. */
    void fail(CallFailure reason) {
        if (failure == null && !over) {
            failure = reason;
            release();
            emit();
        }
    }

    private void release() {
        for (ByteBuf piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            piece.release();
        }
    }

    Body take(ByteBufAllocator allocator) {
        if (taken) {
            throw new IllegalStateException("the body has been taken already");
        }
        taken = true;
        if (!complete || failure != null) {
            return new Body.Stream(declared, this);
        }
        over = true;
        ByteBuf only = pieces.poll();
        if (only == null) {
            return Body.empty();
        }
        if (pieces.isEmpty()) {
            return Body.of(only);
        }
        ByteBuf all = allocator.buffer((int) received).writeBytes(only);
        only.release();
        for (ByteBuf piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            all.writeBytes(piece);
            piece.release();
        }
        return Body.of(all);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
        if (this.subscriber != null) {
            throw new IllegalStateException("the body has a subscriber already");
        }
        this.subscriber = subscriber;
        subscriber.onSubscribe(this);
        emit();
    }

    @Override
    public void request(long count) {
        if (count > 0 && !over) {
            demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            emit();
            if (isAwaited()) {
                source.onDemand();
            }
        }
    }

    @Override
    public void cancel() {
        over = true;
        subscriber = null;
        release();
    }

    /** Hands over what is there and asked for; a call from within the subscriber returns at once. */
    private void emit() {
        if (emitting) {
            return;
        }
        emitting = true;
        while (subscriber != null && demand > 0 && !pieces.isEmpty()) {
            demand--;
            subscriber.onNext(pieces.remove());
        }
        emitting = false;
        // What came before a failure is of no use without the rest.
        if (subscriber != null && (failure != null || (complete && pieces.isEmpty()))) {
            end(subscriber);
        }
    }

    private void end(Flow.Subscriber<? super ByteBuf> last) {
        over = true;
        subscriber = null;
        if (failure == null) {
            last.onComplete();
        } else {
            last.onError(new CallFailedException(failure));
        }
    }
}
