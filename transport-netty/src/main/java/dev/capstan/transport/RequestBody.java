package dev.capstan.transport;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.http.body.BodyQueue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;

/** A request's body on its way in. On the event loop. */
final class RequestBody {
    private final long declared;
    private final BodyQueue queue;
    private long received;
    private boolean complete;
    private boolean taken;

    /**
     * A body to come.
     *
     * @param declared its length; -1 when it is chunked
     */
    RequestBody(long declared, EventLoop eventLoop, BodyQueue.Source source) {
        this.declared = declared;
        this.queue = new BodyQueue(eventLoop, source);
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
        return queue.isAwaited();
    }

    /** Takes a piece in; it is this body's to release. */
    void receive(ByteBuf piece, boolean last) {
        received += piece.readableBytes();
        complete |= last;
        queue.add(piece);
        if (last) {
            queue.complete();
        }
    }

    /** Nothing more will be had of it. */
    void fail(CallFailure reason) {
        queue.fail(new CallFailedException(reason));
    }

    /** The body, for a handler. Called at most once. */
    Body take(ByteBufAllocator allocator) {
        if (taken) {
            throw new IllegalStateException("the body has been taken already");
        }
        taken = true;
        return queue.take(declared, allocator);
    }
}
