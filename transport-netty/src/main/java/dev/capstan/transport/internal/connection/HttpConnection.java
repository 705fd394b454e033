package dev.capstan.transport.internal.connection;

import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.http.framing.MalformedMessageException;
import dev.capstan.transport.internal.exchange.ClientConnection;
import dev.capstan.transport.internal.exchange.NettyHttpExchange;
import dev.capstan.transport.internal.exchange.Problem;
import dev.capstan.transport.internal.exchange.ReplyOutput;
import dev.capstan.transport.internal.exchange.RequestBody;
import dev.capstan.transport.internal.exchange.ServerContext;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One connection: takes requests one after the other, reads no more than is asked for, and sends what was written in one
 * flush at the end of a batch. Decides when to read, flush and close. On its event loop.
 *
 * <p>While a request waits for its reply the connection is read once more, because only so the client's going is noticed;
 * what is received then stays as it is until its turn, and nothing more is read.
 */
final class HttpConnection implements ClientConnection {
    private final ChannelHandlerContext context;
    private final Listener listener;
    private final EventLoopState loop;
    private final ServerConfiguration configuration;
    private final RequestReader reader;
    private final RequestTimer timer;
    private final ConnectionOutput output;
    private final IdleConnections.Entry idle = new IdleConnections.Entry(this);
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private @Nullable ClosedPeerProbe probe;
    private @Nullable NettyHttpExchange current;
    private boolean inBatch;
    private boolean advancing;
    private boolean finishing;
    private boolean served;
    private boolean continued;
    private boolean inputEnded;

    HttpConnection(ChannelHandlerContext context, Listener listener, EventLoopState loop) {
        this.context = context;
        this.listener = listener;
        this.loop = loop;
        this.configuration = listener.configuration();
        this.reader = new RequestReader(configuration.limits(), loop.decoder(), listener.memory());
        this.timer = new RequestTimer(loop.eventLoop(), configuration, this::onLate);
        this.output = new ConnectionOutput(context, loop, listener.memory(), configuration, () -> inBatch || advancing);
    }

    // What comes in

    void opened() {
        listener.opened(this);
        if (listener.isDraining()) {
            output.close();
        } else {
            settle();
        }
    }

    /** Takes bytes over, as a part of a batch. */
    void received(ByteBuf bytes) throws Exception {
        inBatch = true;
        if (finishing) {
            bytes.release();
        } else {
            reader.add(bytes, context);
            advance();
        }
    }

    void batchEnded() throws Exception {
        inBatch = false;
        advance();
    }

    /** The client has read on. */
    void writable() throws Exception {
        if (current != null) {
            current.resume();
        }
        advance();
    }

    /** The client sends no more, and may still read. */
    void inputEnded() throws Exception {
        inputEnded = true;
        if (finishing) {
            output.closeWhenSent();
            output.flush();
        } else {
            probe = new ClosedPeerProbe(output, loop.eventLoop());
            advance();
        }
    }

    void closed() {
        listener.closed(this);
        loop.idle().remove(idle);
        timer.stop();
        output.closed();
        if (probe != null) {
            probe.stop();
        }
        finishing = true;
        reader.ignoreRest();
        NettyHttpExchange broken = current;
        current = null;
        if (broken != null) {
            broken.clientGone();
        }
        gone.complete(null);
    }

    /** Closes the connection because of a failure that is none of the client's, unless the connection just broke. */
    void failed(Throwable cause) {
        if (!(cause instanceof IOException)) {
            listener.defects().report("closing a connection after an unexpected failure", cause);
        }
        output.close();
    }

    // One request after the other

    /** Takes what was received, as far as it can be taken now. */
    private void advance() throws Exception {
        if (advancing) {
            return;
        }
        advancing = true;
        try {
            boolean more = true;
            while (more && !finishing) {
                more = step();
            }
        } finally {
            advancing = false;
        }
        if (!inBatch) {
            settle();
        }
    }

    /** Does one thing; false when there is nothing to do. */
    private boolean step() throws Exception {
        NettyHttpExchange exchange = current;
        if (exchange == null) {
            return output.isWritable() && begin();
        }
        if (!exchange.body().isComplete()) {
            if (!reader.isEmpty()) {
                receiveBody(exchange);
                return true;
            }
            if (inputEnded && !reader.isIgnoring()) {
                reader.ignoreRest();
                exchange.refuse(Problem.of(400, "malformed-request", "the request ended before its body did"));
                return true;
            }
        }
        if (!exchange.isDispatched() && (!inBatch || exchange.body().isComplete())) {
            exchange.dispatch();
            return true;
        }
        return false;
    }

    private boolean begin() throws Exception {
        HttpRequest request = reader.nextHead(context);
        if (request == null) {
            return false;
        }
        timer.requestBegins();
        served = true;
        loop.idle().remove(idle);
        continued = false;
        output.replyBegins();
        NettyHttpExchange exchange = NettyHttpExchange.begin(this, request, listener.guard());
        current = exchange;
        if (exchange.isRefusedAtOnce() || exchange.expectsContinue()) {
            exchange.dispatch();
        }
        return true;
    }

    private void receiveBody(NettyHttpExchange exchange) {
        RequestBody body = exchange.body();
        long limit = configuration.limits().maxBodyBytes();
        try {
            body.receive(Objects.requireNonNull(reader.bytes()), output.allocator());
        } catch (MalformedMessageException e) {
            reader.ignoreRest();
            exchange.refuse(Problem.of(400, "malformed-request", e.detail()));
            return;
        }
        reader.releasedIfRead();
        if (body.received() > limit) {
            reader.ignoreRest();
            exchange.bodyTooLarge(limit);
        }
    }

    @Override
    public void onReplyEnded(boolean close) {
        boolean unread =
                reader.isIgnoring() || (current != null && !current.body().isComplete());
        current = null;
        if (close || reader.isIgnoring()) {
            finish(unread);
        }
        advanceAgain();
    }

    /** What goes on beyond what was called; a failure there is none of the caller's. */
    private void advanceAgain() {
        try {
            advance();
        } catch (Exception e) {
            failed(e);
        }
    }

    // Reading on

    @Override
    public void onDemand() {
        NettyHttpExchange exchange = current;
        if (exchange != null && exchange.expectsContinue() && !continued) {
            continued = true;
            if (exchange.body().received() == 0) {
                output.writeContinue();
            }
        }
        if (!inBatch && !advancing) {
            settle();
        }
    }

    /** Sends what was written, and reads on if somebody waits for it. */
    private void settle() {
        output.flush();
        NettyHttpExchange exchange = current;
        if (finishing) {
            read();
        } else if (exchange == null) {
            awaitRequest();
        } else if (exchange.body().isAwaited()) {
            timer.awaitBody(exchange.body().received());
            read();
        } else {
            timer.pauseBody();
            if (exchange.body().isComplete() && reader.isEmpty()) {
                read();
            }
            if (probe != null) {
                probe.probe(exchange);
            }
        }
        holdReceived();
    }

    private void awaitRequest() {
        if (!output.isWritable()) {
            return;
        }
        if (inputEnded) {
            finish(false);
            output.flush();
        } else if (!reader.isEmpty()) {
            timer.awaitHead();
            read();
        } else if (listener.isDraining() || (served && listener.isCrowded())) {
            finish(false);
            output.flush();
        } else {
            long now = System.nanoTime();
            loop.idle().add(idle, now);
            timer.awaitRequest(now);
            read();
        }
    }

    private void read() {
        if (!inputEnded) {
            context.read();
        }
    }

    /** Reserves what was received and waits; what is beyond the budget is not kept. */
    private void holdReceived() {
        if (reader.hold(context) || finishing) {
            return;
        }
        NettyHttpExchange exchange = current;
        if (exchange == null) {
            refuseUnread(Problem.of(new CallFailure.Overloaded()));
        } else {
            // The client sends again what was not answered when the connection ended (RFC 9112, section 9.3.2).
            reader.ignoreRest();
            exchange.closeAfterwards();
        }
    }

    private void onLate(RequestTimer.Wait wait) {
        if (wait == RequestTimer.Wait.HEAD) {
            refuseUnread(Problem.of(408, "request-timeout", "the request's head did not come in time"));
        } else if (wait == RequestTimer.Wait.BODY && current != null) {
            reader.ignoreRest();
            current.refuse(Problem.of(408, "request-timeout", "the request's body did not come in time"));
            advanceAgain();
        } else {
            output.close();
        }
    }

    /** Answers a request whose head is not read to its end. */
    private void refuseUnread(Problem problem) {
        reader.ignoreRest();
        NettyHttpExchange unread = NettyHttpExchange.unread(this);
        current = unread;
        output.replyBegins();
        unread.refuse(problem);
        advanceAgain();
    }

    // How it ends

    /** Takes no more requests, and closes once everything written has been sent. */
    private void finish(boolean unread) {
        finishing = true;
        reader.ignoreRest();
        loop.idle().remove(idle);
        timer.clear();
        if (unread && !inputEnded) {
            output.endWhenSent(timer::awaitClose);
        } else {
            output.closeWhenSent();
        }
    }

    @Override
    public void onReplyBroken(boolean endIsClose) {
        current = null;
        if (endIsClose) {
            output.reset();
        } else {
            finish(false);
            advanceAgain();
        }
    }

    /** Ends the connection once its request is answered; completes when it is closed. Safe for any thread. */
    CompletableFuture<Void> drain() {
        eventLoop().execute(() -> {
            if (current == null && reader.isEmpty() && !finishing) {
                finish(false);
                output.flush();
            }
        });
        return gone;
    }

    /** What is answered now; null when nothing is. */
    @Nullable
    NettyHttpExchange current() {
        return current;
    }

    boolean hasServed() {
        return served;
    }

    /** Safe for any thread. */
    @Override
    public void abort() {
        output.close();
    }

    @Override
    public EventLoop eventLoop() {
        return loop.eventLoop();
    }

    @Override
    public ReplyOutput output() {
        return output;
    }

    @Override
    public ServerContext server() {
        return listener;
    }
}
