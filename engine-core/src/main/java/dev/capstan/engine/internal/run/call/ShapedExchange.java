package dev.capstan.engine.internal.run.call;

import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.internal.run.shape.ReplyShaping;
import dev.capstan.engine.internal.run.value.Json;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/** One call whose answer is read as a whole, decoded and shaped. All on the call's event loop. */
final class ShapedExchange implements UpstreamResponseListener, BodyCollector.Listener, PendingCall {
    private final ReplyShaping shaping;
    private final LinkedUnit unit;
    private final @Nullable JsonNode[] arguments;
    private final ReplyListener listener;
    private @Nullable PendingCall sending;
    private @Nullable Runnable collecting;
    private @Nullable UpstreamResponse answer;
    private boolean ended;

    ShapedExchange(ReplyShaping shaping, LinkedUnit unit, @Nullable JsonNode[] arguments, ReplyListener listener) {
        this.shaping = shaping;
        this.unit = unit;
        this.arguments = arguments;
        this.listener = listener;
    }

    void sent(PendingCall sending) {
        this.sending = sending;
    }

    @Override
    public void cancel() {
        ended = true;
        if (collecting != null) {
            collecting.run();
        } else if (sending != null) {
            sending.cancel();
        }
    }

    @Override
    public void onResponse(UpstreamResponse answer) {
        if (answer.isError() || answer.body() instanceof Body.Empty) {
            ended = true;
            listener.onReply(new Reply.Identity(answer));
            return;
        }
        this.answer = answer;
        collecting = BodyCollector.collect(answer.body(), ByteBufAllocator.DEFAULT, shaping.limit(), this);
    }

    @Override
    public void onCollected(ByteBuf bytes) {
        UpstreamResponse head = answer;
        if (ended || head == null) {
            bytes.release();
            return;
        }
        ended = true;
        if (!bytes.isReadable()) {
            bytes.release();
            listener.onReply(new Reply.Identity(new UpstreamResponse(head.status(), head.headers(), Body.empty())));
            return;
        }
        JsonNode shaped;
        try {
            JsonNode decoded = Json.read(bytes);
            if (decoded == null) {
                listener.onFailure(new CallFailure.UpstreamUnreadable(
                        upstream(), "the answer of \"" + upstream() + "\" (status " + head.status() + ") is not JSON"));
                return;
            }
            shaped = shaping.shape(decoded, arguments);
        } catch (StreamConstraintsException e) {
            listener.onFailure(new CallFailure.UpstreamUnreadable(
                    upstream(),
                    "the answer of \"" + upstream() + "\" passes a limit of what is read to shape a reply: "
                            + e.getOriginalMessage()));
            return;
        } catch (RuntimeException e) {
            listener.onFailure(CompiledUnit.internal(e));
            return;
        } finally {
            bytes.release();
        }
        listener.onReply(new Reply.Shaped(head.status(), shaped));
    }

    @Override
    public void onTooLarge(long limit) {
        onFailure(new CallFailure.UpstreamUnreadable(
                upstream(),
                "the answer of \"" + upstream() + "\" is longer than the " + limit
                        + " bytes that are read to shape a reply"));
    }

    @Override
    public void onFailure(Throwable failure) {
        onFailure(
                failure instanceof CallFailedException failed
                        ? failed.failure()
                        : new CallFailure.UpstreamUnreadable(
                                upstream(), "the answer of \"" + upstream() + "\" broke off"));
    }

    @Override
    public void onFailure(CallFailure failure) {
        if (!ended) {
            ended = true;
            listener.onFailure(failure);
        }
    }

    private String upstream() {
        return unit.operation() == null ? unit.name() : unit.operation().reference();
    }
}
