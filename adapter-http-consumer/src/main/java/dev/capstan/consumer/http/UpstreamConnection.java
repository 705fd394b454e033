package dev.capstan.consumer.http;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.http.body.BodyQueue;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * One connection: sends a request at a time and reads its answer. Decides nothing about the call; tells it what happened.
 * Reads from the socket only what someone waits for.
 */
final class UpstreamConnection extends ChannelInboundHandlerAdapter implements BodyQueue.Source {
    private enum State {
        IDLE,
        AWAITING_ANSWER,
        STREAMING,
        CLOSED
    }

    private final ConnectionPool pool;
    private final AnswerDecoder decoder;
    private final ClientSettings settings;
    private State state = State.IDLE;
    private @Nullable ChannelHandlerContext context;
    private @Nullable HttpCall call;
    private @Nullable ChannelFuture written;
    private @Nullable BodyUpload upload;
    private @Nullable HttpResponse head;
    /** The body of the answer that has begun. */
    private @Nullable BodyQueue received;
    /** The same, once it was handed over before its end. */
    private @Nullable BodyQueue stream;

    private boolean skippingInterim;
    private boolean complete;
    private boolean reusable;
    private boolean used;
    private boolean progressed;
    private long deadline;

    UpstreamConnection(ConnectionPool pool) {
        this.pool = pool;
        this.settings = pool.client().settings();
        this.decoder = new AnswerDecoder(settings.configuration().maxHeadBytes());
    }

    AnswerDecoder decoder() {
        return decoder;
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return context;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    boolean isUsable() {
        return state == State.IDLE && context().channel().isActive();
    }

    /** Whether a call before this one has used the connection. */
    boolean wasUsed() {
        return used;
    }

    /** Waits for the next call, and for the other side to close. */
    void idle() {
        deadline = System.nanoTime() + settings.poolIdleTimeout();
        context().read();
    }

    /**
     * Sends a request for a call.
     *
     * @param line one more header line; null for none
     */
    void send(HttpCall call, OutgoingRequest request, @Nullable String line) {
        ChannelHandlerContext context = context();
        Channel channel = context.channel();
        this.call = call;
        state = State.AWAITING_ANSWER;
        deadline = System.nanoTime() + settings.headTimeout();
        decoder.expect(request.isHead());
        written = context.write(request.headToWrite(line, channel.alloc()));
        EncodedBody body = request.body();
        if (body.bytes() != null) {
            written = context.write(body.bytes().retainedDuplicate());
        }
        context.flush();
        if (body.stream() != null && state == State.AWAITING_ANSWER) {
            request.takeStream();
            upload = new BodyUpload(
                    this, channel, body.length(), settings.configuration().maxRequestBytes());
            upload.start(body.stream());
        }
        if (state == State.AWAITING_ANSWER) {
            context.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (upload != null && context.channel().isWritable()) {
            progressed = true;
            upload.proceed();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        progressed = true;
        try {
            if (message instanceof HttpObject object && object.decoderResult().isFailure()) {
                fail(AnswerProblems.describe(object.decoderResult().cause(), settings.configuration()));
            } else if (state == State.IDLE || complete) {
                // Nobody asked for this: what follows on this connection could be anyone's answer.
                reusable = false;
                if (state == State.IDLE) {
                    close();
                }
            } else if (state != State.CLOSED) {
                if (message instanceof HttpResponse response) {
                    onHead(response);
                }
                if (message instanceof HttpContent content) {
                    onContent(content);
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void onHead(HttpResponse response) {
        int status = response.status().code();
        if (status == 101 || !AnswerProblems.isHttp1(response)) {
            fail("the answer is no HTTP/1.1 answer with a known status");
        } else if (status < 200) {
            skippingInterim = true;
        } else {
            head = response;
            received = new BodyQueue(context().channel().eventLoop(), this);
            reusable = AnswerProblems.leavesConnectionOpen(response, call != null && call.isHead());
        }
    }

    private void onContent(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (skippingInterim) {
            skippingInterim = !last;
            return;
        }
        if (received != null) {
            received.add(content.content().retain());
        }
        complete |= last && state != State.CLOSED;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (state == State.AWAITING_ANSWER) {
            if (head != null) {
                deliver(head);
            } else {
                context.read();
            }
        } else if (state == State.STREAMING && stream != null) {
            BodyQueue body = stream;
            if (complete) {
                finish();
                body.complete();
            } else if (body.isAwaited()) {
                context.read();
            }
        } else if (state == State.IDLE) {
            context.read();
        }
    }

    /** Hands over what has come. Only now, at the end of a read, is it known that nothing unasked-for follows. */
    private void deliver(HttpResponse head) {
        HttpCall answered = call;
        BodyQueue queue = received;
        if (answered == null || queue == null) {
            return;
        }
        if (complete) {
            queue.complete();
            Body body = queue.take(-1, context().alloc());
            finish();
            answered.onResponse(head, body);
            return;
        }
        stream = queue;
        state = State.STREAMING;
        deadline = System.nanoTime() + settings.idleTimeout();
        answered.onResponse(
                head, queue.take(AnswerProblems.contentLength(head), context().alloc()));
    }

    /** The exchange is over: gives the connection back, or closes it. */
    private void finish() {
        // An answer may come before the request has left; what is left of it would be taken for the next request.
        boolean uploaded = written != null && written.isSuccess() && (upload == null || upload.wasWritten());
        if (upload != null) {
            upload.cancel();
        }
        boolean reuse = reusable
                && uploaded
                && context().channel().isActive()
                && !pool.client().isClosed();
        reset();
        used = true;
        if (reuse) {
            state = State.IDLE;
            pool.release(this);
        } else {
            close();
        }
    }

    private void reset() {
        call = null;
        head = null;
        received = null;
        stream = null;
        upload = null;
        written = null;
        complete = false;
        skippingInterim = false;
    }

    @Override
    public void onDemand() {
        if (state == State.STREAMING && !complete) {
            context().read();
        }
    }

    @Override
    public void onCancelled() {
        if (state == State.STREAMING) {
            end();
        }
    }

    /** The call has been given up. */
    void abandon(HttpCall cancelled) {
        if (call == cancelled && state == State.AWAITING_ANSWER) {
            end();
        }
    }

    /** Something was sent, so that waiting begins anew. */
    void progressed() {
        progressed = true;
    }

    /** The rest of the request cannot be sent. */
    void uploadFailed(CallFailure failure) {
        HttpCall failed = call;
        BodyQueue body = stream;
        end();
        if (body != null) {
            body.fail(new CallFailedException(failure));
        } else if (failed != null) {
            failed.onFailure(failure);
        }
    }

    private void fail(String problem) {
        HttpCall failed = call;
        BodyQueue body = stream;
        boolean unsent = isUnsent();
        boolean answering = decoder.receivedBytes();
        end();
        if (failed == null) {
            return;
        }
        CallFailure failure = new CallFailure.UpstreamUnreadable(failed.upstream(), failed.describe(problem));
        if (body != null) {
            body.fail(new CallFailedException(failure));
        } else {
            failed.onBroken(failure, unsent, used, answering);
        }
    }

    /** Whether it is certain that nothing of the request has left: over TLS it never is. */
    private boolean isUnsent() {
        return call != null
                && written != null
                && !written.isSuccess()
                && !pool.origin().secure()
                && call.isUntouched();
    }

    private void timeOut(String problem) {
        HttpCall late = call;
        BodyQueue body = stream;
        end();
        if (late == null) {
            return;
        }
        CallFailure failure = new CallFailure.UpstreamTimeout(late.upstream(), late.describe(problem));
        if (body != null) {
            body.fail(new CallFailedException(failure));
        } else {
            late.onTimeout(failure);
        }
    }

    /** Closes, and forgets the exchange. */
    private void end() {
        BodyUpload sending = upload;
        if (received != null && stream == null) {
            received.discard();
        }
        reset();
        close();
        if (sending != null) {
            sending.cancel();
        }
    }

    /** Closes; a call that is on its way hears of it. */
    void close() {
        if (state != State.CLOSED) {
            if (call != null) {
                fail("the engine closed the connection");
                return;
            }
            state = State.CLOSED;
            context().close();
            pool.remove(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end("was closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end("broke");
    }

    private void end(String how) {
        if (call != null) {
            String when = decoder.receivedBytes() ? "in the middle of the answer" : "without an answer";
            fail("the connection " + how + " " + when);
        } else {
            close();
        }
    }

    /** Ends what has taken too long. */
    void sweep(long now) {
        if (state == State.IDLE) {
            if (now - deadline >= 0) {
                close();
            }
        } else if (state == State.AWAITING_ANSWER && call != null) {
            sweepAwaiting(now, call);
        } else if (state == State.STREAMING && stream != null) {
            if (progressed || !stream.isAwaited()) {
                progressed = false;
                deadline = now + settings.idleTimeout();
            } else if (now - deadline >= 0) {
                timeOut("nothing came for "
                        + ClientSettings.words(settings.configuration().idleTimeout()));
            }
        }
    }

    private void sweepAwaiting(long now, HttpCall waiting) {
        BodyUpload uploading = upload;
        boolean sending = uploading != null && !uploading.hasEnded();
        if (uploading != null && sending && (progressed || uploading.waitsForCaller())) {
            progressed = false;
            deadline = now + settings.headTimeout();
        }
        if (now - waiting.deadline() >= 0) {
            timeOut("no answer within the "
                    + ClientSettings.words(settings.configuration().callTimeout()) + " that a call may take");
        } else if (now - deadline >= 0) {
            timeOut((sending ? "the request was not taken" : "no answer came") + " within "
                    + ClientSettings.words(settings.configuration().headTimeout()));
        }
    }
}
