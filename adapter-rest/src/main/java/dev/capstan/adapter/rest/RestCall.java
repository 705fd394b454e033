package dev.capstan.adapter.rest;

import dev.capstan.document.syntax.BoundedJsonPath;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.Json;
import dev.capstan.engine.exchange.JsonMemory;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.HttpResponseWriter;
import dev.capstan.transport.PathMatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.AsciiString;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One request on its way to a unit and back. All on the exchange's event loop. */
final class RestCall implements ReplyListener, BodyCollector.Listener, Runnable {
    private static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;
    private static final int USUAL_REPLY = 1024;
    /** What fields may take in memory without a share of what all calls may hold. */
    private static final long LITTLE = 4096;

    private static final AsciiString ACCEPT_ENCODING = AsciiString.cached("accept-encoding");
    private static final AsciiString JSON = AsciiString.cached("application/json");
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");

    private final UnitPlan plan;
    private final ArgumentBinder binder;
    private final HttpExchange exchange;
    private final PathMatch match;
    private @Nullable PendingCall pending;
    private @Nullable Runnable collecting;
    private boolean over;

    RestCall(UnitPlan plan, ArgumentBinder binder, HttpExchange exchange, PathMatch match) {
        this.plan = plan;
        this.binder = binder;
        this.exchange = exchange;
        this.match = match;
    }

    /** Calls the unit, whose arguments are all in the head. */
    void start(boolean forwardsBody) {
        exchange.onClientGone(this);
        @Nullable JsonNode[] arguments = binder.bind(new RestRequest(exchange, match, null, false));
        call(arguments, forwardsBody ? exchange.takeBody() : Body.empty());
    }

    /** Reads the body, then calls the unit. */
    void startWithFields(long limit) {
        exchange.onClientGone(this);
        collecting = BodyCollector.collect(exchange.takeBody(), ALLOCATOR, limit, exchange.memory(), this);
    }

    /** Reads the fields once there is memory for them. */
    @Override
    public void onCollected(ByteBuf bytes) {
        collecting = null;
        JsonMemory needed = JsonMemory.of(bytes);
        if (needed.peak() <= LITTLE) {
            callWithFields(bytes);
            return;
        }
        long length = bytes.readableBytes();
        exchange.memory().hold(length + needed.peak(), new MemoryBudget.Listener() {
            @Override
            public void onReserved() {
                if (over) {
                    bytes.release();
                } else {
                    callWithFields(bytes);
                    exchange.memory().shrinkTo(length + needed.retained());
                }
            }

            @Override
            public void onExhausted() {
                bytes.release();
                onFailure(new CallFailure.Overloaded());
            }
        });
    }

    private void callWithFields(ByteBuf bytes) {
        Body forwarded = Body.empty();
        try {
            JsonNode fields = RequestFields.read(bytes, contentType(), !plan.forwardsBody(), binder.takesText());
            @Nullable
            JsonNode[] arguments =
                    binder.bind(new RestRequest(exchange, match, fields, RequestFields.isForm(contentType())));
            if (plan.forwardsBody() && bytes.isReadable()) {
                forwarded = Body.of(bytes.retainedSlice());
            }
            call(arguments, forwarded);
        } catch (CallFailedException e) {
            onFailure(e.failure());
        } catch (BoundedJsonPath.TooCostlyException e) {
            onFailure(new CallFailure.MalformedBody(
                    "the body is too large for the paths that are evaluated on it: that takes too long"));
        } catch (RuntimeException e) {
            exchange.failUnexpectedly(e);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void onTooLarge(long limit) {
        collecting = null;
        onFailure(new CallFailure.BodyTooLarge(limit));
    }

    @Override
    public void onFailure(Throwable failure) {
        collecting = null;
        if (failure instanceof CallFailedException failed) {
            onFailure(failed.failure());
        } else {
            exchange.failUnexpectedly(failure);
        }
    }

    private void call(@Nullable JsonNode[] arguments, Body body) {
        CharSequence codings = plan.isIdentity() ? exchange.headers().get(ACCEPT_ENCODING) : null;
        UnitCall call = new UnitCall(
                exchange.eventLoop(),
                exchange.callContext(),
                arguments,
                body,
                body instanceof Body.Empty ? null : contentType(),
                codings);
        PendingCall started = plan.call(call, this);
        if (!over) {
            pending = started;
        }
    }

    private @Nullable String contentType() {
        return exchange.headers().get(CONTENT_TYPE);
    }

    @Override
    public void onReply(Reply reply) {
        end();
        try {
            if (reply instanceof Reply.Identity passed) {
                pass(passed.response());
            } else if (reply instanceof Reply.Shaped shaped) {
                write(shaped);
            }
        } catch (RuntimeException e) {
            exchange.failUnexpectedly(e);
        }
    }

    private void pass(UpstreamResponse answer) {
        boolean handedOver = false;
        try {
            HttpResponseWriter writer = exchange.reply(answer.status());
            PassedFields.copy(answer.headers(), writer);
            handedOver = true;
            writer.send(answer.body());
        } finally {
            if (!handedOver) {
                answer.body().discard();
            }
        }
    }

    private void write(Reply.Shaped shaped) {
        ByteBuf bytes = ALLOCATOR.directBuffer(USUAL_REPLY);
        try {
            OutputStream out = new ByteBufOutputStream(bytes);
            Json.write(shaped.value(), out);
        } catch (RuntimeException | StackOverflowError e) {
            bytes.release();
            throw e;
        }
        exchange.reply(shaped.status()).header(CONTENT_TYPE, JSON).send(Body.of(bytes));
    }

    @Override
    public void onFailure(CallFailure failure) {
        end();
        exchange.fail(failure);
    }

    private void end() {
        over = true;
        pending = null;
    }

    /** Nobody waits for the reply any more. */
    @Override
    public void run() {
        if (collecting != null) {
            collecting.run();
        }
        if (pending != null) {
            pending.cancel();
        }
        end();
    }
}
