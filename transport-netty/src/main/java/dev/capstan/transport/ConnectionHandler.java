package dev.capstan.transport;

import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.http.body.BodyQueue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: takes requests one after the other, reads no more than is asked for, and sends what was written in one
 * flush at the end of a batch. Decides when to read, flush and close; what is answered is {@link RequestDispatcher}'s.
 *
 * <p>While a request waits for its reply the connection is read once more, because only so the client's going is noticed;
 * what comes then waits for its turn, and nothing more is read.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter implements BodyQueue.Source, Deadline.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** How long a client may take to read a last reply before what it still sends is answered with a reset. */
    private static final Duration LINGER = Duration.ofSeconds(3);

    private final Listener listener;
    private final RequestDecoder decoder;
    private final RequestDispatcher dispatcher;
    private final ServerConfiguration configuration;
    private final Deque<HttpObject> waiting = new ArrayDeque<>(4);
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private @Nullable ChannelHandlerContext context;
    private @Nullable ConnectionOutput output;
    private @Nullable Deadline deadline;
    private @Nullable Exchange current;
    private boolean inBatch;
    private boolean advancing;
    private boolean finishing;
    private boolean continued;

    ConnectionHandler(Listener listener, RequestDecoder decoder) {
        this.listener = listener;
        this.decoder = decoder;
        this.dispatcher = listener.dispatcher();
        this.configuration = listener.configuration();
    }

    // What comes in

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        output = new ConnectionOutput(ctx);
        deadline = new Deadline(ctx.channel().eventLoop(), this);
        listener.opened(this);
        if (listener.isDraining()) {
            output().close();
        } else {
            settle();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        inBatch = true;
        if (finishing || !(message instanceof HttpObject part)) {
            ReferenceCountUtil.release(message);
            return;
        }
        waiting.add(part);
        advance();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        inBatch = false;
        advance();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable()) {
            deadline().set(Deadline.Wait.CLIENT_TO_READ, configuration.bodyTimeout());
            return;
        }
        if (deadline().current() == Deadline.Wait.CLIENT_TO_READ) {
            deadline().clear();
        }
        if (current != null) {
            current.resume();
        }
        advance();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        listener.closed(this);
        deadline().stop();
        finishing = true;
        releaseWaiting();
        Exchange broken = current;
        current = null;
        if (broken != null) {
            broken.clientGone();
        }
        gone.complete(null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.warn("closing a connection after an unexpected failure", cause);
        }
        Future<?> unused = ctx.close();
    }

    @Override
    public void onLate(Deadline.Wait wait) {
        Exchange exchange = current;
        switch (wait) {
            case HEAD -> refuseLateHead();
            case BODY -> {
                if (exchange != null) {
                    exchange.bodyFailed(
                            new CallFailure.MalformedBody("the request's body stopped coming"),
                            Problem.of(408, "request-timeout", "the request's body did not come in time"));
                    advance();
                }
            }
            default -> output().close();
        }
    }

    private void refuseLateHead() {
        HttpRequest none = Exchange.unreadRequest();
        Exchange late = new Exchange(this, none, null, -1);
        current = late;
        late.closeAfterwards();
        late.dispatched();
        late.fail(Problem.of(408, "request-timeout", "the request's head did not come in time"));
        advance();
    }

    // One request after the other

    /** Takes what waits, as far as it can be taken now. */
    private void advance() {
        if (advancing) {
            return;
        }
        advancing = true;
        try {
            while (!finishing) {
                HttpObject first = waiting.peek();
                if (first != null && isItsTurn(first)) {
                    waiting.remove();
                    take(first);
                } else if (current != null && !current.isDispatched() && !inBatch) {
                    dispatch(current);
                } else {
                    break;
                }
            }
        } finally {
            advancing = false;
        }
        if (!inBatch) {
            settle();
        }
    }

    private boolean isItsTurn(HttpObject part) {
        return part instanceof HttpRequest ? current == null && isWritable() : current != null;
    }

    private void take(HttpObject part) {
        if (part instanceof HttpRequest request) {
            begin(request);
        }
        if (part instanceof HttpContent content) {
            Exchange exchange = current;
            if (exchange == null) {
                content.release();
            } else {
                takeContent(exchange, content);
            }
        }
    }

    private void begin(HttpRequest request) {
        deadline().clear();
        continued = false;
        RequestGuard guard = dispatcher.guard();
        Problem framing = guard.framing(request);
        RequestTarget target =
                framing == null || request.decoderResult().isSuccess() ? RequestTarget.parse(request.uri()) : null;
        Exchange exchange =
                new Exchange(this, request, target, framing == null ? RequestGuard.bodyLength(request) : -1);
        current = exchange;
        if (framing != null) {
            exchange.closeAfterwards();
            exchange.dispatched();
            exchange.fail(framing);
            return;
        }
        exchange.refuse(guard.addressing(request, target));
        if (exchange.expectsContinue()) {
            dispatch(exchange);
        }
    }

    private void takeContent(Exchange exchange, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            content.release();
            exchange.bodyFailed(
                    new CallFailure.MalformedBody("the request's chunks are malformed"),
                    Problem.of(400, "malformed-request", "the request's chunks are malformed"));
            return;
        }
        boolean last = content instanceof LastHttpContent;
        exchange.body().receive(content.content(), last);
        long limit = configuration.maxBodyBytes();
        if (exchange.body().received() > limit) {
            exchange.bodyFailed(new CallFailure.BodyTooLarge(limit), RequestGuard.tooLarge(limit));
        } else if (last && !exchange.isDispatched()) {
            dispatch(exchange);
        }
    }

    private void dispatch(Exchange exchange) {
        exchange.dispatched();
        Problem refusal = exchange.refusal();
        if (refusal == null) {
            dispatcher.dispatch(exchange);
        } else {
            exchange.fail(refusal);
        }
    }

    /** The current exchange's reply has been written. */
    void replyEnded(boolean close) {
        boolean unread = current != null && !current.body().isComplete();
        current = null;
        if (close) {
            finish(unread);
        }
        advance();
    }

    // What goes out

    void write(ByteBuf bytes) {
        output().write(bytes);
    }

    /** Flushes at the end of what goes on, or soon. */
    void flushSoon() {
        if (!inBatch && !advancing) {
            output().flushSoon();
        }
    }

    @Override
    public void onDemand() {
        Exchange exchange = current;
        if (exchange != null && exchange.expectsContinue() && !continued) {
            continued = true;
            if (exchange.body().received() == 0) {
                write(Unpooled.wrappedBuffer(CONTINUE));
            }
        }
        if (!inBatch && !advancing) {
            settle();
        }
    }

    @Override
    public void onCancelled() {
        // The rest is not read; the reply closes the connection.
    }

    /** Sends what was written, and reads on if somebody waits for it. */
    private void settle() {
        output().flush();
        if (finishing) {
            context().read();
            return;
        }
        Exchange exchange = current;
        if (exchange == null) {
            awaitRequest();
        } else if (exchange.body().isAwaited()) {
            deadline().set(Deadline.Wait.BODY, configuration.bodyTimeout());
            context().read();
        } else {
            if (deadline().current() == Deadline.Wait.BODY) {
                deadline().clear();
            }
            if (exchange.body().isComplete() && waiting.isEmpty()) {
                context().read();
            }
        }
    }

    private void awaitRequest() {
        if (!waiting.isEmpty()) {
            return;
        }
        if (decoder.isWithinHead()) {
            if (deadline().current() != Deadline.Wait.HEAD) {
                deadline().set(Deadline.Wait.HEAD, configuration.headTimeout());
            }
        } else if (listener.isDraining()) {
            finish(false);
            output().flush();
            return;
        } else if (isWritable()) {
            deadline().set(Deadline.Wait.NEXT_REQUEST, configuration.idleTimeout());
        }
        context().read();
    }

    // How it ends

    /** Takes no more requests, and closes once everything written has been sent. */
    private void finish(boolean unread) {
        finishing = true;
        releaseWaiting();
        deadline().clear();
        if (unread) {
            output().endWhenSent();
            deadline().set(Deadline.Wait.CLIENT_TO_CLOSE, LINGER);
        } else {
            output().closeWhenSent();
            deadline().set(Deadline.Wait.CLIENT_TO_READ, configuration.bodyTimeout());
        }
    }

    /** Ends a reply that cannot be completed. */
    void breakOff(boolean endIsClose) {
        current = null;
        if (endIsClose) {
            output().reset();
        } else {
            finish(false);
            advance();
        }
    }

    /** Ends the connection once its request is answered; completes when it is closed. Safe for any thread. */
    CompletableFuture<Void> drain() {
        eventLoop().execute(() -> {
            if (current == null && waiting.isEmpty() && !finishing && !decoder.isWithinHead()) {
                finish(false);
                output().flush();
            }
        });
        return gone;
    }

    /** Ends the connection at once. Safe for any thread. */
    void abort() {
        output().close();
    }

    private void releaseWaiting() {
        for (HttpObject part = waiting.poll(); part != null; part = waiting.poll()) {
            ReferenceCountUtil.release(part);
        }
    }

    // What exchanges need to know

    boolean isWritable() {
        return context().channel().isWritable();
    }

    EventLoop eventLoop() {
        return context().channel().eventLoop();
    }

    ByteBufAllocator allocator() {
        return context().alloc();
    }

    Listener listener() {
        return listener;
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "the connection is open");
    }

    private ConnectionOutput output() {
        return Objects.requireNonNull(output, "the connection is open");
    }

    private Deadline deadline() {
        return Objects.requireNonNull(deadline, "the connection is open");
    }
}
