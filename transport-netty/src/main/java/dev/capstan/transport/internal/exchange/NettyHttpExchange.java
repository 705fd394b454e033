package dev.capstan.transport.internal.exchange;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.exchange.MemoryReservation;
import dev.capstan.engine.exchange.Principal;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.http.framing.BodyLength;
import dev.capstan.transport.AccessLog;
import dev.capstan.transport.AttributeKey;
import dev.capstan.transport.ExchangeEnd;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.HttpResponseWriter;
import dev.capstan.transport.QueryParameters;
import dev.capstan.transport.internal.routing.RouteShare;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request on its connection. On the event loop. */
public final class NettyHttpExchange implements HttpExchange {
    private final ClientConnection connection;
    private final RequestHead head;
    private final RequestBody body;
    private final ExchangeListeners listeners = new ExchangeListeners();
    private final long startNanos;
    private boolean refusedAtOnce;
    private boolean keepAlive;
    private boolean dispatched;
    private boolean over;
    private boolean clientGone;
    private @Nullable NettyHttpResponseWriter reply;
    private @Nullable Problem ownProblem;
    private @Nullable Principal principal;
    private @Nullable CallContext callContext;
    private @Nullable Attachments attachments;

    /**
     * A request whose head has been received, or could not be.
     *
     * @param uri null when it could not be read
     * @param bodyLength of {@link BodyLength}
     */
    private NettyHttpExchange(
            ClientConnection connection, HttpRequest request, @Nullable RequestUri uri, long bodyLength) {
        this.connection = connection;
        this.head = new RequestHead(request, uri);
        this.body = new RequestBody(bodyLength, connection.eventLoop(), connection);
        this.keepAlive = head.keepsAlive();
        this.startNanos = connection.server().accessLog() != null ? System.nanoTime() : 0;
    }

    /** Begins the exchange of a request; what the guard refuses is answered at once, or when it would be dispatched. */
    public static NettyHttpExchange begin(ClientConnection connection, HttpRequest request, RequestGuard guard) {
        long bodyLength = request.decoderResult().isSuccess() ? BodyLength.of(request.headers()) : BodyLength.UNSAID;
        Problem framing = guard.framing(request, bodyLength);
        RequestUri uri =
                framing == null || request.decoderResult().isSuccess() ? RequestUri.parse(request.uri()) : null;
        NettyHttpExchange exchange = new NettyHttpExchange(connection, request, uri, bodyLength);
        exchange.ownProblem = framing == null ? guard.addressing(request, uri) : framing;
        if (framing != null) {
            exchange.keepAlive = false;
            exchange.refusedAtOnce = true;
        }
        return exchange;
    }

    /** Stands for a request of which no head was read, to refuse it. */
    public static NettyHttpExchange unread(ClientConnection connection) {
        HttpRequest none = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        return new NettyHttpExchange(connection, none, null, BodyLength.UNSAID);
    }

    @Override
    public EventLoop eventLoop() {
        return connection.eventLoop();
    }

    @Override
    public String method() {
        return head.method();
    }

    @Override
    public String rawPath() {
        return head.path();
    }

    @Override
    public @Nullable String rawQuery() {
        return head.rawQuery();
    }

    @Override
    public QueryParameters query() {
        return head.query();
    }

    @Override
    public @Nullable String takeQueryParameter(String name) {
        return head.takeQueryParameter(name);
    }

    @Override
    public HeaderFields headers() {
        return head.headers();
    }

    @Override
    public Body takeBody() {
        return body.take(connection.output().allocator());
    }

    @Override
    public @Nullable Principal principal() {
        return principal;
    }

    @Override
    public void principal(Principal caller) {
        principal = caller;
    }

    @Override
    public <T> @Nullable T attribute(AttributeKey<T> key) {
        return attachments == null ? null : attachments.attribute(key);
    }

    @Override
    public <T> void attribute(AttributeKey<T> key, @Nullable T value) {
        attachments().attribute(key, value);
    }

    @Override
    public MemoryReservation memory() {
        return attachments().memory(connection);
    }

    private Attachments attachments() {
        if (attachments == null) {
            attachments = new Attachments();
        }
        return attachments;
    }

    @Override
    public CallContext callContext() {
        if (callContext == null) {
            String id = connection.server().requestIds().of(headers().get("x-request-id"));
            callContext = TraceContext.addTo(CallContext.NONE.withRequestId(id), headers())
                    .withPrincipal(principal)
                    .withClientAddress(connection.output().clientAddress());
        }
        return callContext;
    }

    // The reply

    @Override
    public void responseField(CharSequence name, CharSequence value) {
        attachments().responseField(name, value);
    }

    @Override
    public HttpResponseWriter reply(int status) {
        if (reply != null && !over) {
            throw new IllegalStateException("a reply has begun already");
        }
        NettyHttpResponseWriter begun = new NettyHttpResponseWriter(this, status);
        if (!over) {
            reply = begun;
        }
        if (attachments != null) {
            attachments.addTo(begun);
        }
        return begun;
    }

    @Override
    public void fail(CallFailure failure) {
        fail(Problem.of(failure));
    }

    @Override
    public void fail(int status, String code, String detail) {
        fail(Problem.of(status, code, detail));
    }

    /** Answers with that problem, or with the connection's own, unless a reply has left. */
    void fail(Problem problem) {
        if (reply != null && !reply.isSent() && !over) {
            reply.giveUp();
            reply = null;
        }
        if (reply == null) {
            answer(ownProblem == null ? problem : ownProblem);
        } else if (!over) {
            reply.giveUp();
            onReplyBroken(false);
        }
    }

    private void answer(Problem problem) {
        problem.send(reply(problem.status()), over ? null : rawPath());
    }

    @Override
    public void failUnexpectedly(Throwable cause) {
        String incident = connection.server().defects().report(method() + " " + rawPath(), cause);
        try {
            fail(cause instanceof OutOfMemoryError ? new CallFailure.Overloaded() : new CallFailure.Internal(incident));
        } catch (OutOfMemoryError e) {
            connection.abort();
        }
    }

    @Override
    public void onClientGone(Runnable listener) {
        listeners.addGone(listener);
    }

    @Override
    public void onEnd(ExchangeEnd.Listener listener) {
        if (over) {
            listener.onEnd(end());
        } else {
            listeners.addEnd(listener);
        }
    }

    @Override
    public void detach() {
        listeners.release();
    }

    // What the connection and the reply need to know

    /** Notes whose route the request was led to. */
    void routedTo(RouteShare share) {
        listeners.routedTo(share);
    }

    /** Invokes a listener once the exchange needs no route of those shares; at once, where it needs none now. */
    public void whenReleased(Set<RouteShare> shares, Runnable listener) {
        listeners.whenReleased(shares, listener);
    }

    ClientConnection connection() {
        return connection;
    }

    /** The body on its way in. */
    public RequestBody body() {
        return body;
    }

    /** Whether its way to an answer has begun. */
    public boolean isDispatched() {
        return dispatched;
    }

    /** Whether its extent is not certain, so that nothing more can be read behind it. */
    public boolean isRefusedAtOnce() {
        return refusedAtOnce;
    }

    /** Leads the request to its answer. */
    public void dispatch() {
        dispatched = true;
        if (ownProblem != null) {
            answer(ownProblem);
        } else {
            RequestDispatcher.dispatch(this, connection.server().routes());
        }
    }

    boolean isOver() {
        return over;
    }

    boolean hasReply() {
        return reply != null;
    }

    /** Whether what was written of the reply is a head and whole chunks, with more to come. */
    public boolean isBetweenChunks() {
        return reply != null && reply.isBetweenChunks();
    }

    boolean isHead() {
        return method().equals("HEAD");
    }

    boolean isHttp10() {
        return head.isHttp10();
    }

    /** Whether the client waits for word before it sends the body. */
    public boolean expectsContinue() {
        return head.expectsContinue();
    }

    /** The connection ends with this exchange. */
    public void closeAfterwards() {
        keepAlive = false;
    }

    boolean closesConnection() {
        return !keepAlive || !body.isComplete() || connection.server().isDraining();
    }

    /** The client has read on. */
    public void resume() {
        if (reply != null) {
            reply.resume();
        }
    }

    /** Answers, before any handler does, that the request cannot be taken, and ends the connection. */
    public void refuse(Problem problem) {
        bodyFailed(new CallFailure.MalformedBody(problem.detail()), problem);
    }

    /** The body is longer than it may be. */
    public void bodyTooLarge(long limit) {
        bodyFailed(new CallFailure.BodyTooLarge(limit), RequestGuard.tooLarge(limit));
    }

    /** The body cannot be had: the connection's own answer goes before the handler's. */
    private void bodyFailed(CallFailure failure, Problem problem) {
        ownProblem = problem;
        keepAlive = false;
        dispatched = true;
        body.fail(failure);
        if (reply == null && !over) {
            answer(problem);
            listeners.gone();
        }
    }

    /** The reply has been written. */
    void onReplyEnded() {
        if (!over) {
            boolean close = closesConnection();
            finish();
            connection.onReplyEnded(close);
        }
    }

    /** The reply cannot be ended as it began. */
    void onReplyBroken(boolean endIsClose) {
        if (!over) {
            finish();
            connection.onReplyBroken(endIsClose);
        }
    }

    /** The connection has gone. */
    public void clientGone() {
        if (!over) {
            over = true;
            if (reply != null) {
                reply.giveUp();
            }
            listeners.gone();
            clientGone = true;
            finish();
        }
    }

    private void finish() {
        over = true;
        AccessLog log = connection.server().accessLog();
        if (log != null && startNanos != 0) {
            log.ended(AccessEntry.of(this, end(), startNanos, callContext));
        }
        body.fail(new CallFailure.MalformedBody("the request has ended before its body was read"));
        if (attachments != null) {
            attachments.release();
        }
        listeners.release();
        if (listeners.isEndAwaited()) {
            listeners.ended(end());
        }
    }

    private ExchangeEnd end() {
        return reply == null
                ? new ExchangeEnd(499, 0, clientGone)
                : new ExchangeEnd(reply.status(), reply.written(), clientGone);
    }
}
