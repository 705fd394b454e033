package dev.capstan.http.body;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.ZlibWrapper;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Inflates a body as it is asked for. The input goes in by small slices, so that a few bytes that inflate to very many
 * cost no more memory than one slice can. A gzip may have several members, one behind the other (RFC 1952, section 2.2).
 */
public final class InflatingBody implements Flow.Publisher<ByteBuf>, Flow.Subscription, Flow.Subscriber<ByteBuf> {
    private static final int SLICE = 2048;

    /** RFC 1952, section 2.3.1: what each member of a gzip starts with. */
    private static final byte MEMBER_START = 0x1f;

    private final Body source;
    private final EventLoop eventLoop;
    private final Function<String, CallFailure> failures;
    private final ZlibWrapper wrapper;
    private final long limit;
    private MemberDecoder decoder;
    private EmbeddedChannel inflater;
    private Flow.@Nullable Subscriber<? super ByteBuf> subscriber;
    private Flow.@Nullable Subscription subscription;
    private @Nullable ByteBuf input;
    private @Nullable Throwable failure;
    private boolean sourceComplete;
    private boolean awaitingSource;
    private long demand;
    private long inflated;
    private boolean subscribed;
    private boolean signalling;
    private boolean done;

    /**
     * A body that has yet to be subscribed to.
     *
     * @param source the compressed bytes; taken over with the subscription
     * @param limit the most bytes that the inflated body may have; more fails it
     * @param failures makes a failure of what is wrong with the compressed bytes
     */
    public InflatingBody(
            Body source, ZlibWrapper wrapper, EventLoop eventLoop, long limit, Function<String, CallFailure> failures) {
        this.source = source;
        this.eventLoop = eventLoop;
        this.limit = limit;
        this.failures = failures;
        this.wrapper = wrapper;
        this.decoder = new MemberDecoder(wrapper);
        this.inflater = new EmbeddedChannel(decoder);
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
        if (source instanceof Body.Whole whole) {
            input = whole.bytes();
            sourceComplete = true;
        } else if (source instanceof Body.Stream stream) {
            awaitingSource = true;
            stream.bytes().subscribe(this);
        }
        signalling = true;
        subscriber.onSubscribe(this);
        signalling = false;
        signal();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        awaitingSource = false;
    }

    @Override
    public void onNext(ByteBuf bytes) {
        awaitingSource = false;
        if (done) {
            bytes.release();
        } else {
            input = bytes;
            signal();
        }
    }

    @Override
    public void onError(Throwable failure) {
        this.failure = failure;
        signal();
    }

    @Override
    public void onComplete() {
        sourceComplete = true;
        signal();
    }

    @Override
    public void request(long count) {
        if (!eventLoop.inEventLoop()) {
            eventLoop.execute(() -> request(count));
            return;
        }
        if (count <= 0 && !done && subscriber != null) {
            Flow.Subscriber<? super ByteBuf> wrong = subscriber;
            end();
            if (subscription != null) {
                subscription.cancel();
            }
            wrong.onError(Body.invalidRequest(count));
            return;
        }
        demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
        signal();
    }

    @Override
    public void cancel() {
        if (!eventLoop.inEventLoop()) {
            eventLoop.execute(this::cancel);
        } else if (!done) {
            end();
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    private void signal() {
        if (signalling || done || subscriber == null) {
            return;
        }
        signalling = true;
        Flow.Subscriber<? super ByteBuf> signalled = subscriber;
        while (!done && advance(signalled)) {
            // Until there is nothing to do before more is asked for, or comes.
        }
        signalling = false;
    }

    /** Takes one step; false when it cannot. */
    private boolean advance(Flow.Subscriber<? super ByteBuf> subscriber) {
        ByteBuf output = inflater.inboundMessages().isEmpty() || demand == 0 ? null : inflater.readInbound();
        if (output != null) {
            inflated += output.readableBytes();
            if (inflated > limit) {
                output.release();
                fail(
                        "the response is longer than the limit of " + limit + " bytes once it is decompressed",
                        subscriber);
                return false;
            }
            demand--;
            subscriber.onNext(output);
            return true;
        }
        if (!inflater.inboundMessages().isEmpty()) {
            return false;
        }
        if (failure != null) {
            end();
            subscriber.onError(failure);
            return false;
        }
        if (input != null) {
            if (demand == 0 && !sourceComplete) {
                return false;
            }
            inflateSlice(input, subscriber);
            return true;
        }
        if (sourceComplete) {
            boolean whole = decoder.isClosed();
            end();
            if (whole) {
                subscriber.onComplete();
            } else {
                subscriber.onError(broken("the compressed response breaks off"));
            }
            return false;
        }
        if (demand > 0 && !awaitingSource && subscription != null) {
            awaitingSource = true;
            subscription.request(1);
            return input != null || sourceComplete || failure != null;
        }
        return false;
    }

    private void inflateSlice(ByteBuf bytes, Flow.Subscriber<? super ByteBuf> subscriber) {
        try {
            if (decoder.isClosed()) {
                toNextMember(bytes);
            }
            if (bytes.isReadable()) {
                inflater.writeInbound(bytes.readRetainedSlice(Math.min(SLICE, bytes.readableBytes())));
                bytes.readerIndex(bytes.readerIndex() - decoder.behindEnd());
            }
            if (!bytes.isReadable()) {
                bytes.release();
                input = null;
            }
        } catch (DecoderException garbage) {
            fail("the response is not compressed as it says", subscriber);
        }
    }

    /** Ends because of the compressed bytes; the rest of them is not wanted. */
    private void fail(String problem, Flow.Subscriber<? super ByteBuf> failed) {
        end();
        if (subscription != null) {
            subscription.cancel();
        }
        failed.onError(broken(problem));
    }

    /** What follows the end of a compressed stream is a further member, or padding that counts for nothing. */
    private void toNextMember(ByteBuf bytes) {
        if (wrapper != ZlibWrapper.GZIP || bytes.isReadable() && bytes.getByte(bytes.readerIndex()) != MEMBER_START) {
            bytes.skipBytes(bytes.readableBytes());
        } else if (bytes.isReadable()) {
            inflater.finishAndReleaseAll();
            decoder = new MemberDecoder(wrapper);
            inflater = new EmbeddedChannel(decoder);
        }
    }

    private CallFailedException broken(String problem) {
        return new CallFailedException(failures.apply(problem));
    }

    private void end() {
        done = true;
        subscriber = null;
        try {
            inflater.finishAndReleaseAll();
        } catch (DecoderException brokenOff) {
            // What it still held is released, and its subscriber is told the end elsewhere.
        }
        if (input != null) {
            input.release();
            input = null;
        }
    }
}
