package dev.capstan.engine.exchange;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the body of a response that the JDK's client receives, up to a limit: for what providers fetch while loading or beside
 * the calls, such as secrets and keys. One instance for each response; used by the client's threads only.
 */
public final class BoundedBodySubscriber implements BodySubscriber<byte[]> {
    private final int limit;
    private final Supplier<? extends Throwable> tooLarge;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    /**
     * A subscriber for one response.
     *
     * @param limit how many bytes a body may have
     * @param tooLarge what the exchange fails with where the body is longer; the rest of it is not read
     */
    public BoundedBodySubscriber(int limit, Supplier<? extends Throwable> tooLarge) {
        this.limit = limit;
        this.tooLarge = tooLarge;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        Flow.Subscription current = subscription;
        if (body.isDone() || current == null) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            if (buffer.remaining() > limit - gathered.size()) {
                current.cancel();
                body.completeExceptionally(tooLarge.get());
                return;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            gathered.writeBytes(bytes);
        }
        current.request(1);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(gathered.toByteArray());
    }
}
