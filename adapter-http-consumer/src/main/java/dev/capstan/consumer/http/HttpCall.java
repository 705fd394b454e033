package dev.capstan.consumer.http;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import dev.capstan.http.body.ContentDecoding;
import dev.capstan.http.head.NettyHeaderFields;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One call: sends its request as often as it takes, and hands over one answer or one failure. On one event loop. */
final class HttpCall implements PendingCall, Runnable {
    private final LoopClient client;
    private final String upstream;
    private final OutgoingRequest request;
    private final UpstreamResponseListener listener;
    private final boolean decode;
    private final @Nullable DigestAuthentication digest;
    private final long deadline;
    private ConnectionPool pool;
    private @Nullable UpstreamConnection connection;
    private @Nullable Future<?> retry;
    private boolean done;
    private boolean fresh;
    private boolean leftOrigin;
    private int retries;
    private int redirects;
    private int challenges;

    /**
     * A call that is not yet started.
     *
     * @param upstream {@code namespace.operation}
     * @param request taken over
     * @param decode whether the answer's content coding has to be undone
     * @param digest null without digest authentication
     */
    HttpCall(
            LoopClient client,
            Origin origin,
            String upstream,
            OutgoingRequest request,
            boolean decode,
            @Nullable DigestAuthentication digest,
            UpstreamResponseListener listener) {
        this.client = client;
        this.pool = client.pool(origin);
        this.upstream = upstream;
        this.request = request;
        this.decode = decode;
        this.digest = digest;
        this.listener = listener;
        this.deadline = System.nanoTime() + client.settings().callTimeout();
    }

    String upstream() {
        return upstream;
    }

    long deadline() {
        return deadline;
    }

    boolean isDone() {
        return done;
    }

    boolean isHead() {
        return request.isHead();
    }

    boolean isUntouched() {
        return request.isUntouched();
    }

    /** A problem with its place: the operation, host and port. */
    String describe(String problem) {
        return upstream + " at " + pool.origin().address() + ": " + problem;
    }

    /** Makes an attempt. */
    @Override
    public void run() {
        retry = null;
        if (done) {
            return;
        }
        if (client.isClosed()) {
            onClosing();
            return;
        }
        long wait = pool.breaker().permit();
        if (wait > 0) {
            onFailure(new CallFailure.UpstreamUnavailable(
                    upstream,
                    "circuit-open",
                    describe("it has failed repeatedly and is not called for a while"),
                    Duration.ofMillis(wait)));
        } else {
            pool.acquire(this, fresh);
        }
    }

    void onConnection(UpstreamConnection connection) {
        this.connection = connection;
        String line = digest == null || leftOrigin ? null : digest.line(request.method(), request.target());
        connection.send(this, request, line);
    }

    void onNotConnected(Throwable cause) {
        if (done) {
            return;
        }
        pool.breaker().failed();
        boolean late = cause instanceof ConnectTimeoutException || cause instanceof TimeoutException;
        String detail = describe(ConnectFailures.describe(cause));
        CallFailure failure = late
                ? new CallFailure.UpstreamTimeout(upstream, detail)
                : new CallFailure.UpstreamUnreachable(upstream, detail);
        // Nothing was sent, so that any method may be tried again.
        if (ConnectFailures.isTls(cause) || !retryAfter(RetryPolicy.backoff(retries))) {
            onFailure(failure);
        }
    }

    /**
     * The connection ended before the answer was handed over.
     *
     * @param unsent whether it is certain that nothing of the request has left
     * @param reused whether the connection had served others, and may have been closed before the request came
     * @param answering whether the answer had begun
     */
    void onBroken(CallFailure failure, boolean unsent, boolean reused, boolean answering) {
        connection = null;
        boolean mayRepeat = !answering && request.canBeSentAgain() && (unsent || request.isIdempotent());
        if (mayRepeat && reused && !fresh) {
            fresh = true;
            run();
            return;
        }
        pool.breaker().failed();
        if (!mayRepeat || !retryAfter(RetryPolicy.backoff(retries))) {
            onFailure(failure);
        }
    }

    void onTimeout(CallFailure failure) {
        pool.breaker().failed();
        onFailure(failure);
    }

    /** The call's time was over before it got a connection. */
    void onTimeout() {
        onFailure(new CallFailure.UpstreamTimeout(upstream, describe("no connection became free in time")));
    }

    void onClosing() {
        onFailure(new CallFailure.UpstreamUnreachable(upstream, describe("the engine is closing")));
    }

    void onFailure(CallFailure failure) {
        if (!done) {
            done = true;
            connection = null;
            request.release();
            listener.onFailure(failure);
        }
    }

    void onResponse(HttpResponse head, Body body) {
        connection = null;
        int status = head.status().code();
        if (RetryPolicy.isUnavailable(status)) {
            pool.breaker().failed();
        } else {
            pool.breaker().succeeded();
        }
        if (status >= 300 && (answersChallenge(status, head) || redirects(status, head) || retries(status, head))) {
            body.discard();
            if (redirects > RedirectPolicy.MOST) {
                onFailure(new CallFailure.UpstreamUnreadable(
                        upstream, describe("more than " + RedirectPolicy.MOST + " redirects")));
            } else if (retry == null) {
                run();
            }
            return;
        }
        done = true;
        request.release();
        deliver(head, body);
    }

    private void deliver(HttpResponse head, Body body) {
        Body decoded = body;
        if (decode && head.headers().contains(HttpHeaderNames.CONTENT_ENCODING)) {
            decoded = ContentDecoding.decode(
                    head.headers(),
                    body,
                    client.eventLoop(),
                    problem -> new CallFailure.UpstreamUnreadable(upstream, describe(problem)));
            if (decoded == null) {
                body.discard();
                listener.onFailure(new CallFailure.UpstreamUnreadable(
                        upstream, describe("the answer has a content coding that was not asked for")));
                return;
            }
        }
        listener.onResponse(new UpstreamResponse(head.status().code(), new NettyHeaderFields(head.headers()), decoded));
    }

    /** Prepares to answer a digest challenge; false when there is none that can be answered. */
    private boolean answersChallenge(int status, HttpResponse head) {
        if (status != 401 || digest == null || leftOrigin || challenges >= 2 || !request.canBeSentAgain()) {
            return false;
        }
        boolean answerable = digest.accept(head.headers().getAll(HttpHeaderNames.WWW_AUTHENTICATE), challenges > 0);
        challenges++;
        return answerable;
    }

    /** Prepares to follow a redirect; false when it is not followed. */
    private boolean redirects(int status, HttpResponse head) {
        String location = head.headers().get(HttpHeaderNames.LOCATION);
        if (!RedirectPolicy.isRedirect(status) || location == null || !request.isSafe()) {
            return false;
        }
        RedirectPolicy.Place place = RedirectPolicy.resolve(pool.origin(), request.target(), location);
        if (place == null) {
            return false;
        }
        redirects++;
        boolean same = place.origin().equals(pool.origin());
        leftOrigin |= !same;
        request.redirect(place.origin(), place.target(), same);
        pool = client.pool(place.origin());
        return true;
    }

    /** Prepares to retry after the time that an overloaded upstream asks for; false when it asks for none. */
    private boolean retries(int status, HttpResponse head) {
        if (!RetryPolicy.isOverload(status) || !request.isIdempotent() || !request.canBeSentAgain()) {
            return false;
        }
        long wait = RetryPolicy.retryAfter(head, client.settings().clock());
        return wait >= 0 && !pool.breaker().isOpen() && retryAfter(Math.max(wait, RetryPolicy.backoff(retries)));
    }

    private boolean retryAfter(long millis) {
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        if (retries >= client.settings().configuration().maxRetries()
                || pool.breaker().isOpen()
                || client.isClosed()
                || System.nanoTime() + nanos - deadline >= 0) {
            return false;
        }
        retries++;
        retry = client.eventLoop().schedule(this, nanos, TimeUnit.NANOSECONDS);
        return true;
    }

    @Override
    public void cancel() {
        if (done) {
            return;
        }
        done = true;
        if (connection != null) {
            connection.abandon(this);
        } else if (retry != null) {
            retry.cancel(false);
        } else {
            pool.forget(this);
        }
        request.release();
    }
}
