package dev.capstan.transport.internal.exchange;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.http.body.BodyQueue;
import dev.capstan.http.framing.BodyLength;
import dev.capstan.http.framing.ChunkedDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/** A request's body on its way in. On the event loop. */
public final class RequestBody {
    private static final int MOST_TRAILER_BYTES = 8 * 1024;

    private final long length;
    private final BodyQueue queue;
    private final @Nullable ChunkedDecoder chunks;
    private long received;
    private boolean complete;
    private boolean taken;

    /**
     * A body to come.
     *
     * @param length of {@link BodyLength}
     */
    RequestBody(long length, EventLoop eventLoop, BodyQueue.Source source) {
        this.length = length == BodyLength.UNSAID ? 0 : length;
        this.queue = new BodyQueue(eventLoop, source);
        this.chunks = length == BodyLength.CHUNKED ? new ChunkedDecoder(MOST_TRAILER_BYTES) : null;
        if (this.length == 0) {
            complete = true;
            queue.complete();
        }
    }

    /** Whether all of it has been received, read or not. */
    public boolean isComplete() {
        return complete;
    }

    /** How many bytes of it have been received. */
    public long received() {
        return received;
    }

    /** Whether somebody waits for bytes that have not been received. */
    public boolean isAwaited() {
        return queue.isAwaited();
    }

    /**
     * Takes what belongs to the body out of what was received.
     *
     * @throws dev.capstan.http.framing.MalformedMessageException when the chunks are malformed; nothing can be taken after that
     */
    public void receive(ByteBuf bytes, ByteBufAllocator allocator) {
        if (complete || !bytes.isReadable()) {
            return;
        }
        ByteBuf piece;
        if (chunks == null) {
            piece = bytes.readRetainedSlice((int) Math.min(length - received, bytes.readableBytes()));
        } else {
            piece = chunks.decode(bytes, allocator);
        }
        if (piece != null) {
            received += piece.readableBytes();
        }
        complete = chunks == null ? received == length : chunks.hasEnded();
        if (piece != null) {
            queue.add(piece);
        }
        if (complete) {
            queue.complete();
        }
    }

    /** Nothing more will be received. */
    void fail(CallFailure reason) {
        queue.fail(new CallFailedException(reason));
    }

    /** The body, for a handler. Called at most once. */
    Body take(ByteBufAllocator allocator) {
        if (taken) {
            throw new IllegalStateException("the body has been taken already");
        }
        taken = true;
        return queue.take(Math.max(length, -1), allocator);
    }
}
