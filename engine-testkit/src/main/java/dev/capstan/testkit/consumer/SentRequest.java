package dev.capstan.testkit.consumer;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import dev.capstan.testkit.Patience;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to an API. Reads what comes back, and notes every breach of what {@link UpstreamResponseListener} and
 * {@link Body} promise. Safe for any thread.
 */
public final class SentRequest implements UpstreamResponseListener {
    /** How an answer's body is treated. */
    public enum Reading {
        /** Read to its end. */
        WHOLE,
        /** Given up behind its first piece. */
        FIRST_PIECE,
        /** Not read at all. */
        NOTHING
    }

    /**
     * How a request ended.
     *
     * @param status the answer's; 0 when there is none
     * @param text the answer's, as far as it was read
     * @param failure null when there is an answer
     */
    public record Ending(int status, String text, @Nullable CallFailure failure) {}

    private final EventLoop eventLoop;
    private final Reading reading;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final CompletableFuture<PendingCall> call = new CompletableFuture<>();
    private final AtomicInteger invocations = new AtomicInteger();

    private SentRequest(EventLoop eventLoop, Reading reading) {
        this.eventLoop = eventLoop;
        this.reading = reading;
    }

    /** Sends on that event loop; {@code sending} hands a request over with the listener that it is given. */
    static SentRequest send(
            EventLoop eventLoop, Reading reading, Function<UpstreamResponseListener, PendingCall> sending) {
        SentRequest sent = new SentRequest(eventLoop, reading);
        eventLoop.execute(() -> {
            try {
                PendingCall started = sending.apply(sent);
                if (started == null) {
                    sent.broken("sending returned null", null);
                }
                sent.call.complete(started);
            } catch (Throwable defect) {
                sent.broken("sending threw; a failure is a value that the listener is given", defect);
                sent.call.completeExceptionally(defect);
            }
        });
        return sent;
    }

    private void broken(String what, @Nullable Throwable cause) {
        ending.obtrudeException(new AssertionError(what, cause));
    }

    private boolean isFirst() {
        if (!eventLoop.inEventLoop()) {
            broken(
                    "the listener was invoked on " + Thread.currentThread().getName() + ", not on the request's loop",
                    null);
        }
        if (invocations.incrementAndGet() == 1) {
            return true;
        }
        broken("the listener was invoked again", null);
        return false;
    }

    @Override
    public void onFailure(CallFailure failure) {
        if (isFirst()) {
            ending.complete(new Ending(0, "", failure));
        }
    }

    @Override
    public void onResponse(UpstreamResponse answer) {
        if (!isFirst() || reading == Reading.NOTHING) {
            answer.body().discard();
            ending.complete(new Ending(answer.status(), "", null));
        } else if (answer.body() instanceof Body.Whole whole) {
            String text = whole.bytes().toString(StandardCharsets.UTF_8);
            whole.bytes().release();
            ending.complete(new Ending(answer.status(), text, null));
        } else if (answer.body() instanceof Body.Stream stream) {
            stream.bytes().subscribe(new Reader(answer.status()));
        } else {
            ending.complete(new Ending(answer.status(), "", null));
        }
    }

    /** Reads an answer piece by piece. */
    private final class Reader implements Flow.Subscriber<ByteBuf> {
        private final int status;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.Subscription subscription = new Flow.Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {}
        };

        private boolean ended;

        Reader(int status) {
            this.status = status;
        }

        private void check(String signal) {
            if (!eventLoop.inEventLoop()) {
                broken(signal + " came on " + Thread.currentThread().getName() + ", not on the request's loop", null);
            }
            if (ended && reading == Reading.WHOLE) {
                broken(signal + " came behind the body's end", null);
            }
        }

        private void end() {
            ended = true;
            ending.complete(new Ending(status, bytes.toString(StandardCharsets.UTF_8), null));
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            check("onSubscribe");
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(ByteBuf piece) {
            check("onNext");
            byte[] copy = new byte[piece.readableBytes()];
            piece.readBytes(copy);
            piece.release();
            bytes.writeBytes(copy);
            if (reading == Reading.FIRST_PIECE) {
                subscription.cancel();
                end();
            } else {
                subscription.request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            check("onError");
            ended = true;
            if (failure instanceof CallFailedException failed) {
                ending.complete(new Ending(status, bytes.toString(StandardCharsets.UTF_8), failed.failure()));
            } else {
                broken("a body failed with something else than a CallFailedException", failure);
            }
        }

        @Override
        public void onComplete() {
            check("onComplete");
            end();
        }
    }

    /** Gives the request up, on its event loop. */
    public void cancel() {
        PendingCall pending = Patience.await(call);
        Patience.await(eventLoop.submit(pending::cancel));
    }

    /**
     * How it ended; waits for it, and for whatever the event loop still had to do for it.
     *
     * @throws AssertionError when it did not end as a request has to
     */
    public Ending ending() {
        Patience.await(ending);
        Patience.await(eventLoop.submit(() -> {}));
        return Patience.await(ending);
    }

    /** Whether the listener has been invoked. */
    public boolean isEnded() {
        Patience.await(eventLoop.submit(() -> {}));
        return invocations.get() > 0 || ending.isDone();
    }
}
