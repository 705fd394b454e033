package dev.capstan.engine.exchange;

import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a body into one buffer, up to a limit. One use; all on the body's event loop.
 */
public final class BodyCollector implements Flow.Subscriber<ByteBuf> {
    /** So much is gathered without a share of the memory budget. */
    private static final long FREE = 4096;

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
    private final @Nullable MemoryReservation memory;
    private final Listener listener;
    private @Nullable ByteBuf one;
    private @Nullable ByteBuf many;
    private long held = FREE;
    private Flow.@Nullable Subscription subscription;
    private long size;
    private boolean ended;

    private BodyCollector(
            ByteBufAllocator allocator, long limit, @Nullable MemoryReservation memory, Listener listener) {
        this.memory = memory;
        this.allocator = allocator;
        this.limit = limit;
        this.listener = listener;
    }

    /**
     * Gathers that body, and takes it over. For limits so low that the memory needs no reservation.
     *
     * @param limit the most bytes accepted
     * @return a handle to give up with; harmless once gathering has ended
     */
    public static Runnable collect(Body body, ByteBufAllocator allocator, long limit, Listener listener) {
        return collect(body, allocator, limit, null, listener);
    }

    /**
     * Gathers that body, and takes it over, with memory that is reserved before it is read. Where none is to be had in time, the
     * listener's failure is a {@link CallFailedException} with {@link CallFailure.Overloaded}.
     *
     * @param limit the most bytes accepted
     * @param memory grows by what is gathered; the caller's to release
     * @return a handle to give up with; harmless once gathering has ended
     */
    public static Runnable collect(
            Body body, ByteBufAllocator allocator, long limit, @Nullable MemoryReservation memory, Listener listener) {
        if (body.length() > limit) {
            body.discard();
            listener.onTooLarge(limit);
        } else if (body instanceof Body.Whole whole) {
            listener.onCollected(whole.bytes());
        } else if (body instanceof Body.Stream stream) {
            BodyCollector collector = new BodyCollector(allocator, limit, memory, listener);
            stream.bytes().subscribe(collector);
            collector.begin(stream.size());
            return collector::cancel;
        } else {
            listener.onCollected(Unpooled.EMPTY_BUFFER);
        }
        return () -> {};
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
    }

    private void begin(long declared) {
        if (memory == null) {
            held = Long.MAX_VALUE;
            if (subscription != null && !ended) {
                subscription.request(Long.MAX_VALUE);
            }
        } else if (declared > held && !ended) {
            hold(declared);
        } else {
            request();
        }
    }

    private void request() {
        if (memory != null && subscription != null && !ended) {
            subscription.request(1);
        }
    }

    /** Reads on once so many bytes are reserved. */
    private void hold(long bytes) {
        if (memory == null) {
            return;
        }
        memory.hold(bytes, new MemoryBudget.Listener() {
            @Override
            public void onReserved() {
                held = bytes;
                request();
            }

            @Override
            public void onExhausted() {
                if (!ended) {
                    cancel();
                    listener.onFailure(new CallFailedException(new CallFailure.Overloaded()));
                }
            }
        });
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
        append(bytes);
        if (size > held) {
            hold(Math.min(limit, 2 * size));
        } else {
            request();
        }
    }

    /** Pieces are copied behind one another: many small ones would cost more than they hold. */
    private void append(ByteBuf bytes) {
        if (one == null && many == null) {
            one = bytes;
            return;
        }
        ByteBuf all = many;
        if (all == null) {
            ByteBuf first = one;
            all = allocator.buffer((int) Math.min(limit, 2 * size));
            many = all;
            one = null;
            if (first != null) {
                all.writeBytes(first);
                first.release();
            }
        }
        all.writeBytes(bytes);
        bytes.release();
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
