package dev.capstan.engine;

import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.exchange.Json;
import dev.capstan.engine.exchange.MemoryReservation;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Gathers a reply into a result. On the call's event loop. */
final class ResultCollector implements ReplyListener, BodyCollector.Listener {
    /** In-process replies are held in memory, and bounded for that. */
    private static final long LIMIT = 64L * 1024 * 1024;

    private final CompletableFuture<Result> result;
    private final MemoryReservation memory;
    private int status;
    private Map<String, List<String>> headers = Map.of();

    /** {@code memory} is released once the result is the host's. */
    ResultCollector(CompletableFuture<Result> result, MemoryReservation memory) {
        this.result = result;
        this.memory = memory;
    }

    @Override
    public void onReply(Reply reply) {
        if (reply instanceof Reply.Shaped shaped) {
            result.complete(new Result(
                    shaped.status(),
                    Map.of("content-type", List.of("application/json")),
                    Json.writeBytes(shaped.value())));
        } else if (reply instanceof Reply.Identity identity) {
            UpstreamResponse response = identity.response();
            status = response.status();
            headers = copy(response.headers());
            BodyCollector.collect(response.body(), ByteBufAllocator.DEFAULT, LIMIT, memory, this);
        }
    }

    private static Map<String, List<String>> copy(HeaderFields fields) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        fields.forEach((name, value) -> copy.computeIfAbsent(
                        name.toString().toLowerCase(Locale.ROOT), unused -> new ArrayList<>(1))
                .add(value.toString()));
        return copy;
    }

    @Override
    public void onFailure(CallFailure failure) {
        result.completeExceptionally(new CallFailedException(failure));
    }

    @Override
    public void onCollected(ByteBuf bytes) {
        byte[] copy = ByteBufUtil.getBytes(bytes);
        bytes.release();
        memory.release();
        result.complete(new Result(status, headers, copy));
    }

    @Override
    public void onTooLarge(long limit) {
        memory.release();
        result.completeExceptionally(new CallFailedException(new CallFailure.UpstreamUnreadable(
                "", "the response is longer than the " + limit + " bytes that an in-process call takes")));
    }

    @Override
    public void onFailure(Throwable failure) {
        memory.release();
        result.completeExceptionally(failure);
    }
}
