package dev.capstan.consumer.http.internal.call;

import dev.capstan.consumer.http.internal.connection.ConnectFailures;
import dev.capstan.consumer.http.internal.connection.ConnectionPool;
import dev.capstan.consumer.http.internal.connection.ConnectionUser;
import dev.capstan.consumer.http.internal.connection.EventLoopClient;
import dev.capstan.consumer.http.internal.connection.UpstreamConnection;
import dev.capstan.consumer.http.internal.request.ContextHeaders;
import dev.capstan.consumer.http.internal.request.Origin;
import dev.capstan.consumer.http.internal.request.OutgoingRequest;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.observe.AttemptObserver;
import dev.capstan.engine.observe.AttemptStart;
import dev.capstan.engine.observe.CallObserver;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import dev.capstan.http.body.ContentDecoding;
import dev.capstan.http.head.NettyHeaderFields;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call: makes as many attempts as its policies want, and delivers one response or one failure. On one event loop.
 */
final class HttpCall extends ConnectionUser implements PendingCall, Runnable {
    /** A call that may take less has a timer of its own, because the common one is not exact enough for it. */
    private static final long SHORT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final LoopState loop;
    private final EventLoopClient client;
    private final CallFailures failures;
    private final CallTarget target;
    private final CallPolicy[] policies;
    private final CallContext context;
    private final CallProgress progress;
    private final OutgoingRequest request;
    private final boolean decode;
    private final UpstreamResponseListener listener;
    private @Nullable UpstreamConnection connection;
    private @Nullable ObservedAttempt attempt;
    private @Nullable Future<?> retry;
    private @Nullable Future<?> timer;
    private int attempts;
    private boolean ended;

    /**
     * A call that is not yet started.
     *
     * @param request taken over
     * @param decode whether the content coding of responses has to be undone
     */
    HttpCall(
            LoopState loop,
            Origin origin,
            CallTarget target,
            CallContext context,
            OutgoingRequest request,
            boolean decode,
            UpstreamResponseListener listener) {
        this.loop = loop;
        this.client = loop.client();
        this.target = target;
        this.policies = loop.policies(target);
        this.context = context;
        this.request = request;
        this.decode = decode;
        this.listener = listener;
        DeadlinePolicy deadline = (DeadlinePolicy) policies[0];
        long now = System.nanoTime();
        this.progress = new CallProgress(
                target.upstream(),
                origin,
                request,
                deadline.deadline(context, now),
                deadline.allowedTime(context, now));
        this.failures = new CallFailures(progress, loop.failures());
    }

    /** Starts the call. */
    void start() {
        long remaining = context.hasDeadline() ? progress.deadlineNanos() - System.nanoTime() : SHORT_NANOS;
        if (remaining > 0 && remaining < SHORT_NANOS) {
            timer = client.eventLoop().schedule(this::expire, remaining, TimeUnit.NANOSECONDS);
        }
        run();
    }

    /** Makes an attempt. */
    @Override
    public void run() {
        retry = null;
        if (ended) {
            return;
        }
        if (client.isClosed()) {
            onClosing();
            return;
        }
        for (CallPolicy policy : policies) {
            CallFailure refusal = policy.beforeAttempt(progress);
            if (refusal != null) {
                end(refusal);
                return;
            }
        }
        attempts++;
        CallObserver observer = context.observer();
        attempt = observer == null ? null : observed(observer);
        pool().acquire(this, progress.fresh);
    }

    private @Nullable ObservedAttempt observed(CallObserver observer) {
        AttemptObserver started = observer.attemptStarted(new AttemptStart(
                target.namespace(),
                target.operation(),
                request.method(),
                progress.origin().uri(),
                target.path(),
                attempts));
        return started == null ? null : new ObservedAttempt(started);
    }

    private ConnectionPool pool() {
        return client.pool(progress.origin());
    }

    @Override
    public void onConnected(UpstreamConnection acquired) {
        connection = acquired;
        if (attempt != null) {
            attempt.observer().connected(acquired.isReused());
        }
        acquired.send(this, request, request.headToSend(headerLines(), PooledByteBufAllocator.DEFAULT));
    }

    /** The header lines of this attempt, joined by CR LF; null when there are none. */
    private @Nullable String headerLines() {
        String lines = progress.leftOrigin ? null : traceLines();
        for (CallPolicy policy : policies) {
            String line = policy.headerLine(progress);
            if (line != null) {
                lines = lines == null ? line : lines + "\r\n" + line;
            }
        }
        return lines;
    }

    private @Nullable String traceLines() {
        CallObserver observer = context.observer();
        if (observer == null || request.isTraced()) {
            return null;
        }
        String parent = attempt == null ? null : attempt.observer().traceParent();
        if (parent == null) {
            parent = observer.traceParent();
        }
        return ContextHeaders.traceLines(parent == null ? context.traceParent() : parent, context.traceState());
    }

    // How an attempt ended

    @Override
    public void onHead(int status) {
        if (attempt != null) {
            attempt.responded(status);
        }
    }

    @Override
    public void onResponse(HttpResponse head, Body body, boolean reused) {
        connection = null;
        progress.reused = reused;
        Decision decision = Decision.NONE;
        for (CallPolicy policy : policies) {
            if (decision == Decision.NONE) {
                decision = policy.onResponse(progress, head);
            } else {
                policy.onAbandoned(progress);
            }
        }
        if (decision == Decision.NONE) {
            finish();
            deliver(head, body);
        } else {
            body.discard();
            follow(decision);
        }
    }

    private void deliver(HttpResponse head, Body body) {
        Body decoded = body;
        failures.log(head.status().code());
        if (head.status().code() / 100 == 3) {
            loop.maskLocation(head.headers());
        }
        if (decode && head.headers().contains(HttpHeaderNames.CONTENT_ENCODING)) {
            decoded = ContentDecoding.decode(
                    head.headers(),
                    body,
                    client.eventLoop(),
                    client.settings().configuration().limits().maxDecodedBytes(),
                    failures::unreadable);
            if (decoded == null) {
                body.discard();
                listener.onFailure(failures.unreadable("the response has a content coding that was not asked for"));
                return;
            }
        }
        listener.onResponse(new UpstreamResponse(head.status().code(), new NettyHeaderFields(head.headers()), decoded));
    }

    private void onAttemptFailed(AttemptFailure failure) {
        connection = null;
        if (attempt != null) {
            attempt.end(failure.failure());
        }
        Decision decision = Decision.NONE;
        for (CallPolicy policy : policies) {
            if (decision == Decision.NONE) {
                decision = policy.onFailure(progress, failure);
            } else {
                policy.onAbandoned(progress);
            }
        }
        follow(decision == Decision.NONE ? new Decision.Fail(failure.failure()) : decision);
    }

    private void follow(Decision decision) {
        if (decision instanceof Decision.Fail failed) {
            end(failed.failure());
        } else if (decision instanceof Decision.Repeat repeat && repeat.delayMillis() > 0) {
            retry = client.eventLoop().schedule(this, repeat.delayMillis(), TimeUnit.MILLISECONDS);
        } else {
            run();
        }
    }

    @Override
    public void onNotConnected(Throwable cause) {
        String problem = ConnectFailures.describe(cause);
        CallFailure failure =
                ConnectFailures.isTimeout(cause) ? failures.timeout(problem) : failures.unreachable(problem);
        onAttemptFailed(new AttemptFailure(
                AttemptFailure.Kind.NOT_CONNECTED, failure, true, false, ConnectFailures.isLasting(cause)));
    }

    @Override
    public void onBroken(String problem, boolean unsent, boolean reused, boolean responding) {
        progress.reused = reused;
        onAttemptFailed(new AttemptFailure(
                AttemptFailure.Kind.BROKEN, failures.unreadable(problem), unsent, responding, client.isClosed()));
    }

    @Override
    public void onTimedOut(String problem) {
        onAttemptFailed(
                new AttemptFailure(AttemptFailure.Kind.TIMED_OUT, failures.timeout(problem), false, false, false));
    }

    /** The call's time is over. */
    private void expire() {
        if (!ended) {
            detach();
            onTimedOut("no response within " + progress.allowedTime());
        }
    }

    @Override
    public void onRequestFailed(CallFailure failure) {
        abandon(failure);
    }

    @Override
    public void onTooManyCalls() {
        abandon(failures.tooManyCalls("as many calls are on their way as are allowed at once; try again later"));
    }

    @Override
    public void onWaitedTooLong() {
        abandon(failures.timeout("no connection became free in time"));
    }

    @Override
    public void onClosing() {
        abandon(failures.unreachable("the engine is closing"));
    }

    /** Ends the call for a reason that says nothing about the upstream. */
    private void abandon(CallFailure failure) {
        if (!ended) {
            abandonAttempt(failure);
            end(failure);
        }
    }

    private void abandonAttempt(@Nullable CallFailure failure) {
        if (attempt != null) {
            attempt.end(failure);
        }
        for (CallPolicy policy : policies) {
            policy.onAbandoned(progress);
        }
    }

    private void end(CallFailure failure) {
        if (!ended) {
            finish();
            listener.onFailure(failure);
        }
    }

    private void finish() {
        ended = true;
        connection = null;
        if (timer != null) {
            timer.cancel(false);
        }
        request.release();
    }

    @Override
    public void cancel() {
        if (!ended) {
            detach();
            abandonAttempt(null);
            finish();
        }
    }

    /** Gives up what the attempt holds or waits for. */
    private void detach() {
        if (connection != null) {
            connection.cancel(this);
            connection = null;
        } else if (retry != null) {
            retry.cancel(false);
            retry = null;
        } else {
            pool().forget(this);
        }
    }

    // What the call's connections ask

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public long deadlineNanos() {
        return progress.deadlineNanos();
    }

    @Override
    public String allowedTime() {
        return progress.allowedTime();
    }

    @Override
    public @Nullable Object caller() {
        return context.principal() != null ? context.principal() : context.clientAddress();
    }

    @Override
    public CallFailure brokenBody(String problem) {
        return ofBody(failures.unreadable(problem));
    }

    @Override
    public CallFailure lateBody(String problem) {
        return ofBody(failures.timeout(problem));
    }

    @Override
    public CallFailure stalledBody(String problem) {
        return ofBody(failures.tooManyCalls(problem));
    }

    private CallFailure ofBody(CallFailure failure) {
        if (attempt != null) {
            attempt.bodyFailed(failure);
        }
        return failure;
    }

    @Override
    public void onExchangeEnded(long sentBytes, long receivedBytes) {
        if (attempt != null) {
            attempt.exchangeEnded(sentBytes, receivedBytes);
        }
    }
}
