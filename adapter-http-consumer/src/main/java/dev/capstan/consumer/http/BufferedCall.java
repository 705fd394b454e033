package dev.capstan.consumer.http;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** A call whose streamed body is gathered first, because a digest challenge may ask for it a second time. */
final class BufferedCall implements PendingCall, BodyCollector.Listener {
    private final HttpOperation operation;
    private final OperationRequest request;
    private final @Nullable String mediaType;
    private final UpstreamResponseListener listener;
    private Runnable gathering = () -> {};
    private @Nullable PendingCall call;
    private boolean cancelled;

    private BufferedCall(
            HttpOperation operation,
            OperationRequest request,
            @Nullable String mediaType,
            UpstreamResponseListener listener) {
        this.operation = operation;
        this.request = request;
        this.mediaType = mediaType;
        this.listener = listener;
    }

    static PendingCall start(
            HttpOperation operation,
            OperationRequest request,
            Body.Stream body,
            @Nullable String mediaType,
            long limit,
            UpstreamResponseListener listener) {
        BufferedCall call = new BufferedCall(operation, request, mediaType, listener);
        call.gathering = BodyCollector.collect(body, PooledByteBufAllocator.DEFAULT, limit, call);
        return call;
    }

    @Override
    public void onCollected(ByteBuf bytes) {
        if (cancelled) {
            bytes.release();
            return;
        }
        RequestContent content = new RequestContent.Identity(Body.of(bytes), mediaType);
        call = operation.send(
                new OperationRequest(
                        request.eventLoop(), request.context(), request.values(), content, request.acceptEncoding()),
                listener);
    }

    @Override
    public void onTooLarge(long limit) {
        listener.onFailure(new CallFailure.BodyTooLarge(limit));
    }

    @Override
    public void onFailure(Throwable failure) {
        listener.onFailure(
                failure instanceof CallFailedException known
                        ? known.failure()
                        : new CallFailure.MalformedBody("the request body broke off"));
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (call != null) {
            call.cancel();
        } else {
            gathering.run();
        }
    }
}
