package dev.capstan.consumer.http.internal.connection;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Sends a body as it comes: asks for a piece only while the socket takes more. On the connection's event loop. */
final class BodyUpload implements Flow.Subscriber<ByteBuf> {
    private final Exchange exchange;
    private final Channel channel;
    private final long size;
    private final long limit;
    private Flow.@Nullable Subscription subscription;
    private long sent;
    private boolean waiting;
    private boolean ended;
    private boolean complete;
    private @Nullable ChannelFuture written;

    BodyUpload(Exchange exchange, Channel channel, long size, long limit) {
        this.exchange = exchange;
        this.channel = channel;
        this.size = size;
        this.limit = limit;
    }

    void start(Body.Stream body) {
        body.bytes().subscribe(this);
    }

    /** The bytes that were sent so far. */
    long sentBytes() {
        return sent;
    }

    /** Whether all was sent, or no more will be. */
    boolean hasEnded() {
        return ended;
    }

    /** Whether all of it has left. */
    boolean wasWritten() {
        return complete && (written == null || written.isSuccess());
    }

    /** Whether the caller has to send before anything can happen. */
    boolean waitsForCaller() {
        return waiting;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        if (ended) {
            subscription.cancel();
            return;
        }
        this.subscription = subscription;
        proceed();
    }

    /** Asks for the next piece if the socket takes it. */
    void proceed() {
        if (!ended && !waiting && subscription != null && channel.isWritable()) {
            waiting = true;
            subscription.request(1);
        }
    }

    @Override
    public void onNext(ByteBuf bytes) {
        waiting = false;
        if (ended || !bytes.isReadable()) {
            bytes.release();
            proceed();
            return;
        }
        sent += bytes.readableBytes();
        if (sent > limit || size >= 0 && sent > size) {
            bytes.release();
            cancel();
            exchange.onUploadFailed(
                    sent > limit
                            ? new CallFailure.BodyTooLarge(limit)
                            : new CallFailure.MalformedBody("the request body is longer than it was said to be"));
            return;
        }
        if (size < 0) {
            ByteBuf line = channel.alloc().buffer(12);
            ByteBufUtil.writeAscii(line, Integer.toHexString(bytes.readableBytes()));
            channel.write(ByteBufUtil.writeShortBE(line, '\r' << 8 | '\n'));
            channel.write(bytes);
            written = channel.writeAndFlush(
                    ByteBufUtil.writeShortBE(channel.alloc().buffer(2), '\r' << 8 | '\n'));
        } else {
            written = channel.writeAndFlush(bytes);
        }
        exchange.onSent();
        proceed();
    }

    @Override
    public void onError(Throwable failure) {
        if (!ended) {
            ended = true;
            exchange.onUploadFailed(
                    failure instanceof CallFailedException known
                            ? known.failure()
                            : new CallFailure.MalformedBody("the request body broke off"));
        }
    }

    @Override
    public void onComplete() {
        if (ended) {
            return;
        }
        ended = true;
        if (size >= 0 && sent < size) {
            exchange.onUploadFailed(
                    new CallFailure.MalformedBody("the request body is shorter than it was said to be"));
            return;
        }
        if (size < 0) {
            ByteBuf last = channel.alloc().buffer(5);
            ByteBufUtil.writeAscii(last, "0\r\n\r\n");
            written = channel.writeAndFlush(last);
        }
        complete = true;
        exchange.onSent();
    }

    /** Takes no more. */
    void cancel() {
        if (!ended) {
            ended = true;
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }
}
