package dev.capstan.adapter.mcp.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A reply of several messages, each an event (WHATWG HTML, Server-sent events). What a client does not read is kept up to a limit;
 * notifications beyond that are dropped, the reply at the end never is. On the exchange's event loop.
 */
final class EventStream implements Flow.Publisher<ByteBuf>, Flow.Subscription {
    private static final byte[] BEGIN = "event: message\ndata: ".getBytes(US_ASCII);
    private static final byte[] END = "\n\n".getBytes(US_ASCII);
    private static final byte[] COMMENT = ":\n\n".getBytes(US_ASCII);
    private static final int MOST_UNREAD_BYTES = 64 * 1024;

    private final ByteBufAllocator allocator;
    private final Deque<ByteBuf> unread = new ArrayDeque<>();
    private Flow.@Nullable Subscriber<? super ByteBuf> subscriber;
    private @Nullable Tail tail;
    private long demand;
    private int unreadBytes;
    private boolean subscribed;
    private boolean closing;
    private boolean ended;
    private boolean emitting;

    EventStream(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        if (subscribed) {
            Body.refuse(subscriber);
            return;
        }
        subscribed = true;
        this.subscriber = subscriber;
        subscriber.onSubscribe(this);
    }

    /** Sends a message, and takes it over. */
    void event(ByteBuf message) {
        if (ended || closing || unreadBytes > MOST_UNREAD_BYTES) {
            message.release();
        } else {
            addEvent(message);
            emit();
        }
    }

    private void addEvent(ByteBuf message) {
        int size = message.readableBytes();
        add(allocator
                .buffer(BEGIN.length + size + END.length)
                .writeBytes(BEGIN)
                .writeBytes(message)
                .writeBytes(END));
        message.release();
    }

    /** Shows that the stream is alive, where nothing else waits to be read. */
    void comment() {
        if (!ended && !closing && unread.isEmpty()) {
            add(allocator.buffer(COMMENT.length).writeBytes(COMMENT));
            emit();
        }
    }

    /** Sends the last message, and takes it over. */
    void end(Body message) {
        if (ended || closing) {
            message.discard();
            return;
        }
        closing = true;
        if (message instanceof Body.Whole whole) {
            addEvent(whole.bytes());
        } else if (message instanceof Body.Stream stream) {
            add(allocator.buffer(BEGIN.length).writeBytes(BEGIN));
            tail = new Tail();
            stream.bytes().subscribe(tail);
        }
        emit();
    }

    private void add(ByteBuf bytes) {
        unreadBytes += bytes.readableBytes();
        unread.add(bytes);
    }

    @Override
    public void request(long count) {
        if (ended) {
            return;
        }
        if (count <= 0) {
            Flow.Subscriber<? super ByteBuf> wrong = subscriber;
            cancel();
            if (wrong != null) {
                wrong.onError(Body.invalidRequest(count));
            }
            return;
        }
        demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
        emit();
    }

    private void emit() {
        if (emitting) {
            return;
        }
        emitting = true;
        while (!ended && demand > 0 && subscriber != null) {
            ByteBuf next = unread.poll();
            if (next == null) {
                break;
            }
            unreadBytes -= next.readableBytes();
            demand--;
            subscriber.onNext(next);
        }
        emitting = false;
        if (!ended && unread.isEmpty()) {
            if (tail != null) {
                tail.demand();
            } else if (closing && subscriber != null) {
                Flow.Subscriber<? super ByteBuf> last = subscriber;
                end();
                last.onComplete();
            }
        }
    }

    @Override
    public void cancel() {
        if (!ended) {
            end();
            if (tail != null) {
                tail.cancel();
            }
        }
    }

    private void end() {
        ended = true;
        subscriber = null;
        unread.forEach(ByteBuf::release);
        unread.clear();
    }

    /** A last message that comes in pieces. */
    private final class Tail implements Flow.Subscriber<ByteBuf> {
        private Flow.@Nullable Subscription subscription;
        private boolean requested;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        void demand() {
            if (demand > 0 && !requested && subscription != null) {
                requested = true;
                subscription.request(1);
            }
        }

        void cancel() {
            if (subscription != null) {
                subscription.cancel();
            }
        }

        @Override
        public void onNext(ByteBuf bytes) {
            requested = false;
            if (ended) {
                bytes.release();
            } else {
                add(bytes);
                emit();
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (!ended) {
                Flow.Subscriber<? super ByteBuf> last = subscriber;
                end();
                if (last != null) {
                    last.onError(failure);
                }
            }
        }

        @Override
        public void onComplete() {
            tail = null;
            if (!ended) {
                add(allocator.buffer(END.length).writeBytes(END));
                emit();
            }
        }
    }
}
