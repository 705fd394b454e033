package dev.capstan.engine.exchange;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.Flow;

/**
 * The bytes of a request or an answer. Whoever is handed a body owns it, and does exactly one thing with it: reads it, hands
 * it on, or {@linkplain #discard() discards} it.
 *
 * <p>A {@link Stream} has one subscriber, and signals on the call's event loop. Each buffer that reaches the subscriber
 * is the subscriber's to release. Cancelling releases what was not delivered and, when the body was not at its end,
 * closes the connection it came from. Demand is back-pressure: what is not requested is not read from the network.
 */
public sealed interface Body permits Body.Empty, Body.Whole, Body.Stream {
    /** No bytes. */
    record Empty() implements Body {
        private static final Empty INSTANCE = new Empty();
    }

    /**
     * All bytes at once.
     *
     * @param bytes owned by whoever holds this body
     */
    record Whole(ByteBuf bytes) implements Body {}

    /**
     * Bytes as they come.
     *
     * @param size the number of bytes, -1 when it is not known before the end
     * @param bytes for one subscriber; an error signal is a {@link dev.capstan.engine.failure.CallFailedException}
     */
    record Stream(long size, Flow.Publisher<ByteBuf> bytes) implements Body {}

    /** No bytes. */
    static Body empty() {
        return Empty.INSTANCE;
    }

    /** All bytes at once; takes over the buffer. */
    static Body of(ByteBuf bytes) {
        return new Whole(bytes);
    }

    /**
     * Refuses the second subscriber of a body, as everything does that publishes one (Reactive Streams, rules 1.9 and 1.10).
     */
    static void refuse(Flow.Subscriber<? super ByteBuf> second) {
        second.onSubscribe(RefusedSubscription.INSTANCE);
        second.onError(new IllegalStateException("a body has one subscriber"));
    }

    /** What a subscriber gets that requests no piece at all, or less than none (Reactive Streams, rule 3.9). */
    static IllegalArgumentException invalidRequest(long count) {
        return new IllegalArgumentException("a subscriber requests at least one piece, not " + count);
    }

    /** The number of bytes, -1 when it is not known before the end. */
    default long length() {
        if (this instanceof Whole whole) {
            return whole.bytes.readableBytes();
        }
        return this instanceof Stream stream ? stream.size : 0;
    }

    /** Lets go of the bytes unread. */
    default void discard() {
        if (this instanceof Whole whole) {
            whole.bytes.release();
        } else if (this instanceof Stream stream) {
            stream.bytes.subscribe(new DiscardingSubscriber());
        }
    }
}
