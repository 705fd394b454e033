package dev.capstan.consumer.http.internal.connection;

import static dev.capstan.consumer.http.internal.connection.ClientSettings.words;

import dev.capstan.consumer.http.internal.decoding.ResponseDecoder;
import dev.capstan.consumer.http.internal.decoding.ResponseValidation;
import dev.capstan.consumer.http.internal.request.EncodedBody;
import dev.capstan.consumer.http.internal.request.OutgoingRequest;
import dev.capstan.engine.configuration.Timeouts;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.http.body.BodyQueue;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response on a connection. Ends exactly once: with the end of the response's body, with a failure, or because
 * nobody wants it any more. On one event loop.
 */
final class Exchange implements BodyQueue.Source {
    /** How long a caller may keep a connection without taking or giving a byte while most others are in use. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private enum State {
        AWAITING_HEAD,
        STREAMING,
        ENDED
    }

    private final UpstreamConnection connection;
    private final ConnectionUser user;
    private final OutgoingRequest request;
    private final boolean reused;
    private State state = State.AWAITING_HEAD;
    private @Nullable ChannelFuture written;
    private @Nullable BodyUpload upload;
    private @Nullable HttpResponse head;
    private @Nullable BodyQueue body;
    private boolean skippingInterim;
    private boolean complete;
    private boolean reusable;
    private boolean progressed;
    private long sentAt;
    private long idleSince;
    private long stalledSince;
    private long receivedBytes;

    Exchange(UpstreamConnection connection, ConnectionUser user, OutgoingRequest request, boolean reused) {
        this.connection = connection;
        this.user = user;
        this.request = request;
        this.reused = reused;
    }

    private ClientSettings settings() {
        return connection.pool().client().settings();
    }

    private ResponseDecoder decoder() {
        return connection.decoder();
    }

    boolean belongsTo(ConnectionUser other) {
        return user == other;
    }

    void start(ChannelHandlerContext context, ByteBuf requestHead) {
        Channel channel = context.channel();
        sentAt = System.nanoTime();
        idleSince = sentAt;
        stalledSince = sentAt;
        decoder().expect(request.isHead());
        written = context.write(requestHead);
        EncodedBody content = request.body();
        if (content.bytes() != null) {
            written = context.write(content.bytes().retainedDuplicate());
        }
        context.flush();
        if (content.stream() != null && state != State.ENDED) {
            Body.Stream stream = request.takeStream();
            upload = new BodyUpload(
                    this,
                    channel,
                    stream.size(),
                    settings().configuration().limits().maxRequestBytes());
            upload.start(stream);
        }
        if (state != State.ENDED) {
            context.read();
        }
    }

    void onWritabilityChanged() {
        if (upload != null && connection.channel().isWritable()) {
            progressed = true;
            upload.proceed();
        }
    }

    /** A piece of the request was sent. */
    void onSent() {
        progressed = true;
    }

    void onObject(HttpObject object) {
        progressed = true;
        if (state == State.ENDED) {
            return;
        }
        if (object.decoderResult().isFailure()) {
            fail(ResponseValidation.describe(
                    object.decoderResult().cause(),
                    settings().configuration().limits().maxHeadBytes()));
            return;
        }
        if (object instanceof HttpResponse response) {
            onHead(response);
        }
        if (object instanceof HttpContent content && state != State.ENDED) {
            onContent(content);
        }
    }

    private void onHead(HttpResponse response) {
        String problem = ResponseValidation.problem(response);
        if (problem != null) {
            fail(problem);
        } else if (response.status().code() < 200) {
            skippingInterim = true;
        } else {
            head = response;
            body = new BodyQueue(connection.channel().eventLoop(), this);
            reusable = ResponseValidation.leavesConnectionOpen(response, request.isHead());
        }
    }

    private void onContent(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (skippingInterim) {
            skippingInterim = !last;
            return;
        }
        BodyQueue receiving = body;
        if (receiving == null) {
            return;
        }
        if (content.content().isReadable()) {
            receivedBytes += content.content().readableBytes();
            receiving.add(content.content().retain());
        }
        complete |= last;
    }

    void onReadComplete() {
        HttpResponse received = head;
        BodyQueue receiving = body;
        if (state == State.ENDED) {
            return;
        }
        if (received == null || receiving == null) {
            connection.read();
        } else if (state == State.AWAITING_HEAD) {
            deliver(received, receiving);
        } else if (complete) {
            finish();
            receiving.complete();
        } else if (receiving.isAwaited()) {
            connection.read();
        }
    }

    /** Hands over what has been received. Only at the end of a read is it known that nothing unasked-for follows. */
    private void deliver(HttpResponse received, BodyQueue receiving) {
        long length = ResponseValidation.contentLength(received);
        user.onHead(received.status().code());
        if (complete) {
            finish();
            receiving.complete();
        } else {
            state = State.STREAMING;
            progressed = true;
        }
        user.onResponse(received, receiving.take(length, connection.channel().alloc()), reused);
    }

    /** The response has ended: gives the connection back, or closes it. */
    private void finish() {
        // A response may come before the request has left; what is left of it would be taken for the next request.
        boolean uploaded = written != null && written.isSuccess() && (upload == null || upload.wasWritten());
        end(reusable && uploaded);
    }

    private void end(boolean reuse) {
        state = State.ENDED;
        BodyUpload sending = upload;
        connection.pool().releaseShare(user);
        user.onExchangeEnded(
                sending == null ? Math.max(0, request.body().length()) : sending.sentBytes(), receivedBytes);
        connection.end(this, reuse);
        if (sending != null) {
            sending.cancel();
        }
    }

    @Override
    public void onDemand() {
        if (state == State.STREAMING && !complete) {
            connection.read();
        }
    }

    @Override
    public void onCancelled() {
        cancel();
    }

    /** Nobody wants the response any more. */
    void cancel() {
        if (state != State.ENDED) {
            dropUndelivered();
            end(false);
        }
    }

    /** The request's body ended before it should have. */
    void onUploadFailed(CallFailure failure) {
        if (state == State.STREAMING && body != null) {
            end(false);
            body.fail(new CallFailedException(failure));
        } else if (state == State.AWAITING_HEAD) {
            dropUndelivered();
            end(false);
            user.onRequestFailed(failure);
        }
    }

    /** The connection is of no use any more. */
    void fail(String problem) {
        if (state == State.STREAMING && body != null) {
            CallFailure failure = user.brokenBody(problem);
            end(false);
            body.fail(new CallFailedException(failure));
        } else if (state == State.AWAITING_HEAD) {
            boolean unsent = isUnsent();
            boolean responding = decoder().receivedBytes();
            dropUndelivered();
            end(false);
            user.onBroken(problem, unsent, reused, responding);
        }
    }

    /** Whether it is certain that nothing of the request has left: over TLS it never is. */
    private boolean isUnsent() {
        return written != null
                && !written.isSuccess()
                && !connection.pool().origin().secure()
                && request.isUntouched();
    }

    private void dropUndelivered() {
        if (state == State.AWAITING_HEAD && body != null) {
            body.discard();
        }
    }

    /** Ends what has taken too long. */
    void sweep(long now, boolean isContended) {
        boolean hasProgressed = progressed;
        progressed = false;
        boolean isCallersTurn = isCallersTurn();
        if (hasProgressed || isCallersTurn) {
            idleSince = now;
        }
        if (hasProgressed || !isCallersTurn) {
            stalledSince = now;
        }
        if (now - user.deadlineNanos() >= 0) {
            timeOut(
                    state == State.STREAMING
                            ? "the response did not end within " + user.allowedTime()
                            : "no response within " + user.allowedTime());
        } else if (isContended && now - stalledSince >= PATIENCE_NANOS) {
            giveUpOnCaller();
        } else if (state == State.STREAMING) {
            if (now - idleSince >= settings().idleTimeout()) {
                timeOut("nothing was received for " + words(timeouts().idle()));
            }
        } else if (isSending()) {
            if (now - idleSince >= settings().headTimeout()) {
                timeOut("the request was not taken within " + words(timeouts().head()));
            }
            sentAt = now;
        } else if (now - sentAt >= settings().headTimeout()) {
            timeOut("no response was received within " + words(timeouts().head()));
        }
    }

    private Timeouts timeouts() {
        return settings().configuration().timeouts();
    }

    private boolean isSending() {
        return upload != null && !upload.hasEnded();
    }

    /** Whether nothing can go on before the caller takes or gives something. */
    private boolean isCallersTurn() {
        return state == State.STREAMING
                ? body != null && !body.isAwaited()
                : upload != null && isSending() && upload.waitsForCaller();
    }

    private void giveUpOnCaller() {
        if (state == State.STREAMING && body != null) {
            CallFailure failure =
                    user.stalledBody("its caller does not read the response while other calls need the connection");
            end(false);
            body.fail(new CallFailedException(failure));
        } else {
            onUploadFailed(
                    user.stalledBody("its caller does not send the request while other calls need the connection"));
        }
    }

    private void timeOut(String problem) {
        if (state == State.STREAMING && body != null) {
            CallFailure failure = user.lateBody(problem);
            end(false);
            body.fail(new CallFailedException(failure));
        } else if (state == State.AWAITING_HEAD) {
            dropUndelivered();
            end(false);
            user.onTimedOut(problem);
        }
    }
}
