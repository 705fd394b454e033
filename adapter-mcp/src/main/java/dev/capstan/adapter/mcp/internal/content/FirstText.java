package dev.capstan.adapter.mcp.internal.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of a body as text, for messages: wrong UTF-8 becomes replacement characters, and what comes after
 * the limit is not read.
 */
public final class FirstText implements Flow.Subscriber<ByteBuf> {
    private static final int LIMIT = 4096;

    private final Consumer<String> listener;
    private final byte[] first = new byte[LIMIT];
    private int size;
    private Flow.@Nullable Subscription subscription;
    private boolean ended;

    private FirstText(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Reads that body, and takes it over; the listener is invoked once, also when the body breaks off. */
    public static void read(Body body, Consumer<String> listener) {
        FirstText reader = new FirstText(listener);
        if (body instanceof Body.Stream stream) {
            stream.bytes().subscribe(reader);
        } else {
            if (body instanceof Body.Whole whole) {
                reader.onNext(whole.bytes());
            }
            reader.onComplete();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuf bytes) {
        boolean more;
        try {
            int taken = Math.min(bytes.readableBytes(), LIMIT - size);
            more = taken < bytes.readableBytes();
            bytes.getBytes(bytes.readerIndex(), first, size, taken);
            size += taken;
        } finally {
            bytes.release();
        }
        if (more && !ended) {
            if (subscription != null) {
                subscription.cancel();
            }
            end("…");
        }
    }

    @Override
    public void onError(Throwable failure) {
        onComplete();
    }

    @Override
    public void onComplete() {
        if (!ended) {
            end("");
        }
    }

    private void end(String mark) {
        ended = true;
        listener.accept(new String(first, 0, size, UTF_8).strip() + mark);
    }
}
