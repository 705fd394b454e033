package dev.capstan.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a body into one buffer, up to a limit. One use; all on the body's event loop.
 */
public final class BodyCollector implements Flow.Subscriber<ByteBuf> {
    /** Is told once how gathering ended. */
    public interface Listener {
        /** All bytes are there; the buffer is the listener's to release. */
        void onCollected(ByteBuf bytes);

        /** The limit was passed; what came was released and the rest is not read. */
        void onTooLarge(long limit);

        /** The stream failed; what came was released. */
        void onFailure(Throwable failure);
    }

    private final ByteBufAllocator allocator;
    private final long limit;
    private final Listener listener;
    private @Nullable CompositeByteBuf many;
    private @Nullable ByteBuf one;
    private Flow.@Nullable Subscription subscription;
    private long size;
    private boolean ended;

    private BodyCollector(ByteBufAllocator allocator, long limit, Listener listener) {
        this.allocator = allocator;
        this.limit = limit;
        this.listener = listener;
    }

    /**
     * Gathers that body, and takes it over.
     *
     * @param limit the most bytes accepted
     * @return a handle to give up with; harmless once gathering has ended
     */
    public static Runnable collect(Body body, ByteBufAllocator allocator, long limit, Listener listener) {
        if (body.length() > limit) {
            body.discard();
            listener.onTooLarge(limit);
        } else if (body instanceof Body.Whole whole) {
            listener.onCollected(whole.bytes());
        } else if (body instanceof Body.Stream stream) {
            BodyCollector collector = new BodyCollector(allocator, limit, listener);
            stream.bytes().subscribe(collector);
            return collector::cancel;
        } else {
            listener.onCollected(Unpooled.EMPTY_BUFFER);
        }
        return () -> {};
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuf bytes) {
        if (ended) {
            bytes.release();
            return;
        }
        size += bytes.readableBytes();
        if (size > limit) {
            bytes.release();
            cancel();
            listener.onTooLarge(limit);
            return;
        }
        if (many != null) {
            many.addComponent(true, bytes);
        } else if (one == null) {
            one = bytes;
        } else {
            many = allocator.compositeBuffer(1024).addComponent(true, one).addComponent(true, bytes);
            one = null;
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!ended) {
            ended = true;
            release();
            listener.onFailure(failure);
        }
    }

    @Override
    public void onComplete() {
        if (ended) {
            return;
        }
        ended = true;
        ByteBuf all = many != null ? many : one;
        many = null;
        one = null;
        listener.onCollected(all == null ? Unpooled.EMPTY_BUFFER : all);
    }

    private void cancel() {
        if (!ended) {
            ended = true;
            release();
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    private void release() {
        if (many != null) {
            many.release();
            many = null;
        }
        if (one != null) {
            one.release();
            one = null;
        }
    }
}
