package dev.capstan.engine.internal.run.call;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.JsonMemory;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.exchange.MemoryReservation;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.internal.run.Incidents;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One call whose response is read as a whole and decoded. All on the call's event loop. */
public final class DecodedExchange implements UpstreamResponseListener, BodyCollector.Listener, PendingCall {
    /** What takes no more needs no reservation. */
    private static final long LITTLE = 4096;

    /** Nor does what comes of such a text, as long as each event loop has one at a time. */
    private static final int SHORT = 16 * 1024;

    private final ResponseDecoder decoder;
    private final DecodedListener listener;
    private final MemoryReservation memory;
    private @Nullable PendingCall sending;
    private @Nullable Runnable collecting;
    private @Nullable UpstreamResponse response;
    private boolean ended;

    /** An exchange on that event loop, whose outcome that listener receives. */
    public DecodedExchange(ResponseDecoder decoder, EventLoop eventLoop, DecodedListener listener) {
        this.decoder = decoder;
        this.listener = listener;
        this.memory = decoder.memory(eventLoop);
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
        memory.release();
    }

    @Override
    public void onResponse(UpstreamResponse response) {
        if (response.isError() || response.body() instanceof Body.Empty) {
            ended = true;
            listener.onUndecoded(response);
            return;
        }
        this.response = response;
        collecting = BodyCollector.collect(response.body(), ByteBufAllocator.DEFAULT, decoder.limit(), memory, this);
    }

    @Override
    public void onCollected(ByteBuf bytes) {
        UpstreamResponse head = response;
        if (ended || head == null) {
            bytes.release();
            return;
        }
        if (!bytes.isReadable()) {
            ended = true;
            bytes.release();
            memory.release();
            listener.onUndecoded(new UpstreamResponse(head.status(), head.headers(), Body.empty()));
            return;
        }
        long length = bytes.readableBytes();
        if (length <= SHORT && !listener.keepsValue()) {
            decode(bytes, head, length);
            return;
        }
        JsonMemory needed = JsonMemory.of(bytes);
        if (needed.peak() <= LITTLE) {
            decode(bytes, head, needed.retained());
            return;
        }
        memory.hold(length + needed.peak(), new MemoryBudget.Listener() {
            @Override
            public void onReserved() {
                if (ended) {
                    bytes.release();
                } else {
                    decode(bytes, head, needed.retained());
                }
            }

            @Override
            public void onExhausted() {
                bytes.release();
                DecodedExchange.this.onFailure(new CallFailure.Overloaded());
            }
        });
    }

    private void decode(ByteBuf bytes, UpstreamResponse head, long retained) {
        JsonNode value;
        try {
            value = decoder.decode(bytes, head.status(), head.headers().get("content-type"));
        } catch (CallFailedException e) {
            onFailure(e.failure());
            return;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            onFailure(Incidents.ofResponse(decoder.upstream(), e));
            return;
        } finally {
            bytes.release();
        }
        ended = true;
        memory.shrinkTo(retained);
        listener.onDecoded(head.status(), value, memory);
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
            memory.release();
            listener.onFailure(failure);
        }
    }
}
