package dev.capstan.consumer.http.internal.call;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import dev.capstan.http.body.BodyQueue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A call whose body is on its way: gathers its beginning, and the whole of a small one, before a connection is taken for it, so that a
 * caller who sends slowly keeps none from others. What is longer, or finds no memory left, is sent on as it comes. On one event loop.
 */
final class GatheringCall implements PendingCall, Flow.Subscriber<ByteBuf>, BodyQueue.Source, UpstreamResponseListener {
    /** Sends a request whose body is there, as a whole or as a stream that has begun. */
    interface Sender {
        /** Takes the body over. */
        PendingCall send(Body body, UpstreamResponseListener listener);
    }

    /** What keeping a piece costs besides its bytes. */
    private static final int OVERHEAD = 128;

    /** Smaller pieces are copied: they are parts of buffers that hold many times as much. */
    private static final int WORTH_KEEPING = 1024;

    private final long declaredSize;
    private final long enough;
    private final long limit;
    private final MemoryBudget memory;
    private final Sender sender;
    private final UpstreamResponseListener listener;
    private final BodyQueue queue;
    private Flow.@Nullable Subscription subscription;
    private @Nullable PendingCall call;
    private long size;
    private long reserved;
    private boolean sending;
    private boolean ended;

    private GatheringCall(
            EventLoop eventLoop,
            long declaredSize,
            long enough,
            long limit,
            MemoryBudget memory,
            Sender sender,
            UpstreamResponseListener listener) {
        this.declaredSize = declaredSize;
        this.enough = enough;
        this.limit = limit;
        this.memory = memory;
        this.sender = sender;
        this.listener = listener;
        this.queue = new BodyQueue(eventLoop, this);
    }

    /**
     * Starts a call.
     *
     * @param body taken over
     * @param enough the bytes after which what is still to come is sent on as it comes; {@code limit} gathers the whole
     * @param limit the most bytes accepted
     */
    static PendingCall start(
            EventLoop eventLoop,
            Body.Stream body,
            long enough,
            long limit,
            MemoryBudget memory,
            Sender sender,
            UpstreamResponseListener listener) {
        if (body.size() > limit) {
            body.discard();
            listener.onFailure(new CallFailure.BodyTooLarge(limit));
            return PendingCall.DONE;
        }
        GatheringCall call =
                new GatheringCall(eventLoop, body.size(), Math.min(enough, limit), limit, memory, sender, listener);
        body.bytes().subscribe(call);
        return call;
    }

    private boolean gathersAll() {
        return enough == limit;
    }

    // The body, as it comes

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        if (ended) {
            subscription.cancel();
            return;
        }
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(ByteBuf bytes) {
        if (sending) {
            queue.add(bytes);
            if (queue.isAwaited() && subscription != null) {
                subscription.request(1);
            }
            return;
        }
        if (ended) {
            bytes.release();
            return;
        }
        size += bytes.readableBytes();
        if (size > limit || declaredSize >= 0 && size > declaredSize) {
            bytes.release();
            refuse(
                    size > limit
                            ? new CallFailure.BodyTooLarge(limit)
                            : new CallFailure.MalformedBody("the request body is longer than it was said to be"));
            return;
        }
        boolean fits = reserve(bytes.readableBytes() + OVERHEAD);
        queue.add(compact(bytes));
        if (!fits && gathersAll()) {
            refuse(new CallFailure.Overloaded());
        } else if (!fits || size >= enough && size != declaredSize && !gathersAll()) {
            send();
        } else if (subscription != null) {
            subscription.request(1);
        }
    }

    private boolean reserve(long bytes) {
        if (!memory.tryReserve(bytes)) {
            return false;
        }
        reserved += bytes;
        return true;
    }

    private static ByteBuf compact(ByteBuf bytes) {
        if (bytes.readableBytes() >= WORTH_KEEPING) {
            return bytes;
        }
        ByteBuf copy =
                PooledByteBufAllocator.DEFAULT.buffer(bytes.readableBytes()).writeBytes(bytes);
        bytes.release();
        return copy;
    }

    @Override
    public void onComplete() {
        if (sending) {
            queue.complete();
        } else if (declaredSize >= 0 && size < declaredSize) {
            fail(new CallFailure.MalformedBody("the request body is shorter than it was said to be"));
        } else if (!ended) {
            queue.complete();
            send();
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (sending) {
            queue.fail(failure);
        } else {
            fail(
                    failure instanceof CallFailedException known
                            ? known.failure()
                            : new CallFailure.MalformedBody("the request body broke off"));
        }
    }

    private void send() {
        sending = true;
        PendingCall sent = sender.send(queue.take(declaredSize, PooledByteBufAllocator.DEFAULT), this);
        if (!ended) {
            call = sent;
        }
    }

    private void refuse(CallFailure failure) {
        if (subscription != null) {
            subscription.cancel();
        }
        fail(failure);
    }

    private void fail(CallFailure failure) {
        if (!ended) {
            queue.discard();
            onFailure(failure);
        }
    }

    @Override
    public void onDemand() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onCancelled() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    // The call

    @Override
    public void onResponse(UpstreamResponse response) {
        end();
        listener.onResponse(response);
    }

    @Override
    public void onFailure(CallFailure failure) {
        end();
        listener.onFailure(failure);
    }

    private void end() {
        ended = true;
        memory.release(reserved);
        reserved = 0;
    }

    @Override
    public void cancel() {
        if (ended) {
            return;
        }
        end();
        if (call != null) {
            call.cancel();
        } else if (!sending) {
            queue.discard();
            onCancelled();
        }
    }
}
