package dev.capstan.adapter.mcp.internal.content;

import dev.capstan.adapter.mcp.internal.protocol.Envelope;
import dev.capstan.adapter.mcp.internal.text.BodyEncoder;
import dev.capstan.adapter.mcp.internal.text.JsonTextEscaper;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A tool's result whose content is an upstream's bytes, escaped or in base64 as they pass. Whatever becomes of the upstream, the reply
 * ends as a whole JSON text: when the bytes break off, or are no UTF-8, the content ends there, a second one says why, and
 * the result is marked as an error. One buffer out for each buffer in, so that demand goes through as it is.
 */
final class EncodedStream implements Flow.Publisher<ByteBuf>, Flow.Subscriber<ByteBuf>, Flow.Subscription {
    private final Flow.Publisher<ByteBuf> source;
    private final ByteBufAllocator allocator;
    private final FailureText failureText;
    private final int status;
    private final ContentKind kind;
    private final BodyEncoder encoder;
    private final LimitedContent content;
    private final long limit;
    private boolean isEmpty = true;
    private Flow.@Nullable Subscriber<? super ByteBuf> subscriber;
    private Flow.@Nullable Subscription subscription;

    /** Written and not yet sent: the reply's head at first, its end at last. */
    private @Nullable ByteBuf pending;

    private long demand;
    private boolean subscribed;
    private boolean sourceEnded;
    private boolean ended;

    /**
     * @param source the upstream's bytes
     * @param head the reply up to the inside of the content; taken over
     * @param failureText says what went wrong
     * @param status the upstream's
     * @param limit the most bytes of the content as they are written
     */
    EncodedStream(
            Flow.Publisher<ByteBuf> source,
            ByteBuf head,
            ContentKind kind,
            FailureText failureText,
            int status,
            long limit) {
        this.source = source;
        this.allocator = head.alloc();
        this.pending = head;
        this.failureText = failureText;
        this.status = status;
        this.kind = kind;
        this.encoder = kind.encoder(head);
        this.content = new LimitedContent(encoder, limit);
        this.limit = limit;
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
        source.subscribe(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        if (subscriber != null) {
            subscriber.onSubscribe(this);
        }
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
        if (sourceEnded) {
            sendEnd();
        } else if (subscription != null) {
            subscription.request(count);
        }
    }

    @Override
    public void cancel() {
        if (!ended) {
            ended = true;
            subscriber = null;
            releasePending();
            cancelSource();
        }
    }

    @Override
    public void onNext(ByteBuf bytes) {
        if (ended || sourceEnded) {
            bytes.release();
            return;
        }
        ByteBuf out = target();
        boolean valid;
        boolean isWhole;
        try {
            isEmpty &= !bytes.isReadable();
            valid = content.write(bytes, out);
            isWhole = !bytes.isReadable();
        } finally {
            bytes.release();
        }
        if (!valid || !isWhole) {
            cancelSource();
            pending = out;
            end(valid ? failureText.leftOut(limit) : failureText.notUtf8());
        } else if (out.isReadable()) {
            send(out);
        } else {
            out.release();
            if (subscription != null) {
                subscription.request(1);
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!ended && !sourceEnded) {
            end(
                    failure instanceof CallFailedException failed
                            ? failureText.of(failed.failure())
                            : failureText.brokenOff());
        }
    }

    @Override
    public void onComplete() {
        if (!ended && !sourceEnded) {
            end(null);
        }
    }

    private ByteBuf target() {
        ByteBuf out = pending;
        if (out == null) {
            out = allocator.buffer();
            encoder.writeTo(out);
        }
        pending = null;
        return out;
    }

    private void end(@Nullable String failure) {
        sourceEnded = true;
        ByteBuf out = target();
        boolean isWhole = encoder.finish();
        String told = failure != null || isWhole ? failure : failureText.notUtf8();
        if (told == null && isEmpty && kind.isText()) {
            JsonTextEscaper.write(failureText.noContent(status), out);
        }
        ToolResult.end(kind, told, out);
        Envelope.end(out);
        pending = out;
        sendEnd();
    }

    private void sendEnd() {
        ByteBuf end = pending;
        Flow.Subscriber<? super ByteBuf> last = subscriber;
        if (demand > 0 && end != null && last != null) {
            pending = null;
            ended = true;
            subscriber = null;
            last.onNext(end);
            last.onComplete();
        }
    }

    private void send(ByteBuf bytes) {
        demand--;
        if (subscriber != null) {
            subscriber.onNext(bytes);
        }
    }

    private void releasePending() {
        if (pending != null) {
            pending.release();
            pending = null;
        }
    }

    private void cancelSource() {
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
