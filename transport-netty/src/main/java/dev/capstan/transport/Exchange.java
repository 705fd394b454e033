package dev.capstan.transport;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.http.head.NettyHeaderFields;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request on its connection. On the event loop. */
final class Exchange implements HttpExchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final RequestTarget UNKNOWN = new RequestTarget("/", null, null);

    private final ConnectionHandler connection;
    private final HttpRequest request;
    private final RequestTarget target;
    private final RequestBody body;
    private final NettyHeaderFields headers;
    private final long startNanos;
    private boolean keepAlive;
    private boolean dispatched;
    private boolean over;
    private boolean gone;
    private @Nullable HttpReply reply;
    private @Nullable DecodedQuery query;
    private @Nullable Problem ownProblem;
    private @Nullable Runnable goneListener;

    /**
     * A request whose head has come.
     *
     * @param target null when it could not be read
     * @param bodyLength -1 for one that is chunked
     */
    Exchange(ConnectionHandler connection, HttpRequest request, @Nullable RequestTarget target, long bodyLength) {
        this.connection = connection;
        this.request = request;
        this.target = target == null ? UNKNOWN : target;
        this.body = new RequestBody(bodyLength, connection.eventLoop(), connection);
        this.headers = new NettyHeaderFields(request.headers());
        this.keepAlive =
                RequestGuard.isHttp10(request) ? says(HttpHeaderValues.KEEP_ALIVE) : !says(HttpHeaderValues.CLOSE);
        this.startNanos = connection.listener().accessLog() != null ? System.nanoTime() : 0;
    }

    /** Stands for a request of which no head was read. */
    static HttpRequest unreadRequest() {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    }

    private boolean says(CharSequence option) {
        return request.headers().containsValue(HttpHeaderNames.CONNECTION, option, true);
    }

    @Override
    public EventLoop eventLoop() {
        return connection.eventLoop();
    }

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String rawPath() {
        return target.path();
    }

    @Override
    public @Nullable String rawQuery() {
        return target.query();
    }

    @Override
    public QueryParameters query() {
        if (query == null) {
            String raw = target.query();
            DecodedQuery decoded = raw == null ? DecodedQuery.NONE : DecodedQuery.parse(raw);
            if (decoded == null) {
                throw new CallFailedException(new CallFailure.InvalidArguments(List.of(new CallFailure.ArgumentProblem(
                        "query", false, "the query has a malformed percent-escape; text has to be UTF-8"))));
            }
            query = decoded;
        }
        return query;
    }

    @Override
    public HeaderFields headers() {
        return headers;
    }

    @Override
    public Body takeBody() {
        return body.take(connection.allocator());
    }

    @Override
    public ReplyWriter reply(int status) {
        if (reply != null && !over) {
            throw new IllegalStateException("a reply has begun already");
        }
        HttpReply begun = new HttpReply(this, status);
        if (!over) {
            reply = begun;
        }
        return begun;
    }

    @Override
    public void fail(CallFailure failure) {
        if (reply != null && !reply.isSent() && !over) {
            reply.giveUp();
            reply = null;
        }
        if (reply == null) {
            fail(ownProblem == null ? Problem.of(failure) : ownProblem);
        } else if (!over) {
            reply.giveUp();
            brokenOff(false);
        }
    }

    @Override
    public void failUnexpectedly(Throwable cause) {
        String incident = UUID.randomUUID().toString();
        LOG.error("incident {} at {} {}", incident, method(), rawPath(), cause);
        fail(new CallFailure.Internal(incident));
    }

    void fail(Problem problem) {
        ReplyWriter writer = reply(problem.status()).header("content-type", Problem.MEDIA_TYPE);
        if (problem.retryAfterSeconds() > 0) {
            writer.header("retry-after", Long.toString(problem.retryAfterSeconds()));
        }
        writer.send(over ? Body.empty() : Body.of(problem.body(target.path())));
    }

    void methodNotAllowed(String allowed) {
        Problem problem =
                Problem.of(405, "method-not-allowed", method() + " is not served at this path, which has " + allowed);
        reply(405)
                .header("allow", allowed)
                .header("content-type", Problem.MEDIA_TYPE)
                .send(Body.of(problem.body(target.path())));
    }

    @Override
    public void onClientGone(Runnable listener) {
        if (gone) {
            listener.run();
        } else {
            goneListener = listener;
        }
    }

    ConnectionHandler connection() {
        return connection;
    }

    RequestBody body() {
        return body;
    }

    /** Says why nobody answers it; null when somebody may. */
    void refuse(@Nullable Problem problem) {
        ownProblem = problem;
    }

    @Nullable
    Problem refusal() {
        return ownProblem;
    }

    boolean isDispatched() {
        return dispatched;
    }

    void dispatched() {
        dispatched = true;
    }

    boolean isOver() {
        return over;
    }

    boolean hasReply() {
        return reply != null;
    }

    boolean isHead() {
        return method().equals("HEAD");
    }

    boolean isHttp10() {
        return RequestGuard.isHttp10(request);
    }

    /** Whether the client waits to be told before it sends the body. */
    boolean expectsContinue() {
        return !isHttp10() && request.headers().contains(HttpHeaderNames.EXPECT);
    }

    void closeAfterwards() {
        keepAlive = false;
    }

    /** Whether the reply is the connection's last. */
    boolean closesConnection() {
        return !keepAlive || !body.isComplete() || connection.listener().isDraining();
    }

    /** The client has read on. */
    void resume() {
        if (reply != null) {
            reply.resume();
        }
    }

    /** The body is not what it has to be, or does not come: the connection's own answer goes before the handler's. */
    void bodyFailed(CallFailure failure, Problem problem) {
        ownProblem = problem;
        keepAlive = false;
        dispatched = true;
        body.fail(failure);
        if (reply == null) {
            fail(problem);
            tellGone();
        }
    }

    /** The reply has been written. */
    void ended() {
        if (!over) {
            boolean close = closesConnection();
            finish();
            connection.replyEnded(close);
        }
    }

    /** The reply cannot be ended as it began. */
    void brokenOff(boolean endIsClose) {
        if (!over) {
            finish();
            connection.breakOff(endIsClose);
        }
    }

    /** The connection has gone. */
    void clientGone() {
        if (!over) {
            over = true;
            if (reply != null) {
                reply.giveUp();
            }
            tellGone();
            finish();
        }
    }

    private void tellGone() {
        gone = true;
        Runnable listener = goneListener;
        goneListener = null;
        if (listener != null) {
            listener.run();
        }
    }

    private void finish() {
        over = true;
        AccessLog log = connection.listener().accessLog();
        if (log != null && startNanos != 0) {
            int status = reply == null ? 499 : reply.status();
            long bytes = reply == null ? 0 : reply.written();
            long micros = (System.nanoTime() - startNanos) / 1000;
            log.ended(connection.listener().name(), method(), rawPath(), status, bytes, micros);
        }
        body.fail(new CallFailure.MalformedBody("the request has ended before its body was read"));
    }
}
