package dev.capstan.http.body;

import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A body between the connection that receives it and its one subscriber: what has been received is kept until it is requested.
 * The connection's methods are called on the event loop; {@link #request} and {@link #cancel} on any thread. Signals are
 * delivered on the event loop, one after the other. Mostly there is one piece, for which no list is made.
 */
public final class BodyQueue implements Flow.Publisher<ByteBuf>, Flow.Subscription {
    /** The connection that the body comes from. Invoked on the event loop. */
    public interface Source {
        /** The subscriber requested bytes that have not been received yet. */
        void onDemand();

        /** The subscriber wants no more of a body that has not been received as a whole. Invoked at most once. */
        default void onCancelled() {}
    }

    /** Up to here, copying pieces into one buffer costs less than a composite of them. */
    private static final int WORTH_COPYING = 16 * 1024;

    private final EventLoop eventLoop;
    private final Source source;
    private @Nullable ByteBuf first;
    private @Nullable Queue<ByteBuf> more;
    private Flow.@Nullable Subscriber<? super ByteBuf> subscriber;
    private @Nullable Throwable failure;
    private long demand;
    private boolean subscribed;
    private boolean complete;
    private boolean signalling;
    private boolean ended;

    /** An empty queue. */
    public BodyQueue(EventLoop eventLoop, Source source) {
        this.eventLoop = eventLoop;
        this.source = source;
    }

    // The connection's side

    /** Adds a piece, and takes it over. */
    public void add(ByteBuf piece) {
        if (ended || failure != null || !piece.isReadable()) {
            piece.release();
            return;
        }
        if (first == null) {
            first = piece;
        } else {
            if (more == null) {
                more = new ArrayDeque<>(4);
            }
            more.add(piece);
        }
        signal();
    }

    /** All has been received. */
    public void complete() {
        complete = true;
        signal();
    }

    /** Nothing more will be received; what was not requested is dropped. Without effect after the body's end. */
    public void fail(Throwable reason) {
        if (!ended && failure == null) {
            failure = reason;
            release();
            signal();
        }
    }

    /** Whether the subscriber waits for bytes that have not been received. */
    public boolean isAwaited() {
        return demand > 0 && first == null && !complete && !ended && failure == null;
    }

    /**
     * The body to hand on: as a whole where it has been received so, else as a stream of this queue. Called once.
     *
     * @param size the number of bytes, -1 when it is not known before the end
     */
    public Body take(long size, ByteBufAllocator allocator) {
        if (!complete || failure != null) {
            return new Body.Stream(size, this);
        }
        ended = true;
        ByteBuf only = first;
        if (only == null) {
            return Body.empty();
        }
        Queue<ByteBuf> others = more;
        first = null;
        more = null;
        return Body.of(others == null || others.isEmpty() ? only : joined(only, others, allocator));
    }

    private static ByteBuf joined(ByteBuf first, Queue<ByteBuf> others, ByteBufAllocator allocator) {
        int size = first.readableBytes();
        for (ByteBuf piece : others) {
            size += piece.readableBytes();
        }
        if (size <= WORTH_COPYING) {
            ByteBuf copy = allocator.buffer(size).writeBytes(first);
            first.release();
            for (ByteBuf piece : others) {
                copy.writeBytes(piece);
                piece.release();
            }
            return copy;
        }
        CompositeByteBuf all = allocator.compositeBuffer(others.size() + 1).addComponent(true, first);
        for (ByteBuf piece : others) {
            all.addComponent(true, piece);
        }
        return all;
    }

    /** Drops what has not been requested, and ends without a signal. */
    public void discard() {
        ended = true;
        subscriber = null;
        release();
    }

    // The subscriber's side

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        if (subscribed || ended) {
            Body.refuse(subscriber);
            return;
        }
        subscribed = true;
        this.subscriber = subscriber;
        signalling = true;
        subscriber.onSubscribe(this);
        signalling = false;
        proceed();
    }

    @Override
    public void request(long count) {
        if (!eventLoop.inEventLoop()) {
            eventLoop.execute(() -> request(count));
        } else if (ended) {
            return;
        } else if (count <= 0) {
            fail(Body.invalidRequest(count));
            if (!complete) {
                source.onCancelled();
            }
        } else {
            demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            proceed();
        }
    }

    @Override
    public void cancel() {
        if (!eventLoop.inEventLoop()) {
            eventLoop.execute(this::cancel);
        } else if (!ended) {
            boolean unfinished = !complete && failure == null;
            discard();
            if (unfinished) {
                source.onCancelled();
            }
        }
    }

    private void proceed() {
        if (!signalling) {
            signal();
            if (isAwaited()) {
                source.onDemand();
            }
        }
    }

    /** Delivers what is there and requested; a call from within a signal leaves that to the signal's caller. */
    private void signal() {
        if (signalling || subscriber == null) {
            return;
        }
        signalling = true;
        while (demand > 0 && subscriber != null && first != null) {
            demand--;
            subscriber.onNext(next(first));
        }
        signalling = false;
        if (subscriber != null && (failure != null || (complete && first == null))) {
            end(subscriber);
        }
    }

    private ByteBuf next(ByteBuf piece) {
        first = more == null ? null : more.poll();
        return piece;
    }

    private void end(Flow.Subscriber<? super ByteBuf> last) {
        ended = true;
        subscriber = null;
        if (failure == null) {
            last.onComplete();
        } else {
            last.onError(failure);
        }
    }

    private void release() {
        ByteBuf piece = first;
        while (piece != null) {
            piece.release();
            piece = more == null ? null : more.poll();
        }
        first = null;
    }
}
