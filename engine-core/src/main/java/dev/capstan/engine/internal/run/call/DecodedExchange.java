package dev.capstan.engine.internal.run.call;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.internal.run.Incidents;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One call whose response is read as a whole and decoded. All on the call's event loop. */
public final class DecodedExchange implements UpstreamResponseListener, BodyCollector.Listener, PendingCall {
    private final ResponseDecoder decoder;
    private final DecodedListener listener;
    private @Nullable PendingCall sending;
    private @Nullable Runnable collecting;
    private @Nullable UpstreamResponse response;
    private boolean ended;

    /** An exchange whose outcome that listener receives. */
    public DecodedExchange(ResponseDecoder decoder, DecodedListener listener) {
        this.decoder = decoder;
        this.listener = listener;
    }

    /** Takes the handle of the request, which was sent with this as its listener. */
    public void sent(PendingCall sending) {
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
    public void onResponse(UpstreamResponse response) {
        if (response.isError() || response.body() instanceof Body.Empty) {
            ended = true;
            listener.onUndecoded(response);
            return;
        }
        this.response = response;
        collecting = BodyCollector.collect(response.body(), ByteBufAllocator.DEFAULT, decoder.limit(), this);
    }

    @Override
    public void onCollected(ByteBuf bytes) {
        UpstreamResponse head = response;
        if (ended || head == null) {
            bytes.release();
            return;
        }
        ended = true;
        if (!bytes.isReadable()) {
            bytes.release();
            listener.onUndecoded(new UpstreamResponse(head.status(), head.headers(), Body.empty()));
            return;
        }
        JsonNode value;
        try {
            value = decoder.decode(bytes, head.status(), head.headers().get("content-type"));
        } catch (CallFailedException e) {
            listener.onFailure(e.failure());
            return;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            listener.onFailure(Incidents.report(e));
            return;
        } finally {
            bytes.release();
        }
        listener.onDecoded(head.status(), value);
    }

    @Override
    public void onTooLarge(long limit) {
        onFailure(new CallFailure.UpstreamUnreadable(
                decoder.upstream(),
                "the response of \"" + decoder.upstream() + "\" is longer than the " + limit
                        + " bytes that are read to be decoded"));
    }

    @Override
    public void onFailure(Throwable failure) {
        onFailure(
                failure instanceof CallFailedException failed
                        ? failed.failure()
                        : new CallFailure.UpstreamUnreadable(
                                decoder.upstream(), "the response of \"" + decoder.upstream() + "\" broke off"));
    }

    @Override
    public void onFailure(CallFailure failure) {
        if (!ended) {
            ended = true;
            listener.onFailure(failure);
        }
    }
}
