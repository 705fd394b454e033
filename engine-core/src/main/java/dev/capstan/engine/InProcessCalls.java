package dev.capstan.engine;

import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.Json;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.internal.assembly.CountedCalls;
import dev.capstan.engine.internal.assembly.DocumentGeneration;
import dev.capstan.engine.internal.run.CallMemory;
import dev.capstan.engine.plan.ArgumentSchema;
import dev.capstan.engine.plan.UnitCall;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.consumer.RequestPreview;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls of units by name, from the host's own code. Safe for any thread. */
final class InProcessCalls {
    private final EngineContext context;
    private final Supplier<List<DocumentGeneration>> documents;
    private final AtomicInteger open = new AtomicInteger();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean draining;

    InProcessCalls(EngineContext context, Supplier<List<DocumentGeneration>> documents) {
        this.context = context;
        this.documents = documents;
    }

    CompletableFuture<Result> call(String name, Map<String, ?> given, CallContext callContext) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        open.incrementAndGet();
        CompletableFuture<Result> unused = result.whenComplete((reply, failure) -> ended());
        try {
            if (draining) {
                throw new CallFailedException(new CallFailure.EngineClosing());
            }
            EventLoop loop = context.eventLoops().next();
            UnitPlan plan = begin(name, result);
            UnitCall call = unitCall(plan, given, loop, callContext);
            loop.execute(() -> start(plan, call, result));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new CallFailedException(new CallFailure.EngineClosing()));
        } catch (IllegalArgumentException | CallFailedException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    /** The plan of that name, whose generation is not closed before the result is there. */
    private UnitPlan begin(String name, CompletableFuture<Result> result) {
        while (true) {
            DocumentGeneration generation = generation(name);
            CountedCalls calls = generation.calls();
            if (calls.begin()) {
                CompletableFuture<Result> unused = result.whenComplete((reply, failure) -> calls.end());
                return Objects.requireNonNull(generation.callable(name));
            }
            // It was swapped just now: another one is current.
        }
    }

    /** On the call's event loop. Cancelling the result cancels the call. */
    private void start(UnitPlan plan, UnitCall call, CompletableFuture<Result> result) {
        PendingCall pending = plan.call(
                call, new ResultCollector(result, CallMemory.of(context).reservation(call.eventLoop())));
        CompletableFuture<Result> unused = result.whenComplete((reply, failure) -> {
            if (result.isCancelled() && !call.eventLoop().isShuttingDown()) {
                call.eventLoop().execute(pending::cancel);
            }
        });
    }

    private void ended() {
        if (open.decrementAndGet() == 0 && draining) {
            drained.complete(null);
        }
    }

    /** Takes no new calls; completes when those on their way have ended. */
    CompletableFuture<Void> drain() {
        draining = true;
        if (open.get() == 0) {
            drained.complete(null);
        }
        return drained;
    }

    @Nullable
    RequestPreview preview(String name, Map<String, ?> given) {
        UnitPlan plan = required(name);
        UnitCall call = unitCall(plan, given, context.eventLoops().next(), CallContext.NONE);
        try {
            return plan.preview(call);
        } finally {
            call.body().discard();
        }
    }

    @Nullable
    UnitPlan find(String name) {
        DocumentGeneration generation = generationOf(name);
        return generation == null ? null : generation.callable(name);
    }

    private @Nullable DocumentGeneration generationOf(String name) {
        for (DocumentGeneration document : documents.get()) {
            if (document.callable(name) != null) {
                return document;
            }
        }
        return null;
    }

    private UnitPlan required(String name) {
        return Objects.requireNonNull(generation(name).callable(name));
    }

    private DocumentGeneration generation(String name) {
        DocumentGeneration generation = generationOf(name);
        if (generation != null) {
            return generation;
        }
        Set<String> names = new LinkedHashSet<>();
        documents.get().forEach(document -> names.addAll(document.callableNames()));
        String near = NearestName.among(name, names);
        throw new IllegalArgumentException("there is no unit or operation \"" + name + "\""
                + (near == null ? "; write namespace.name" : "; did you mean " + near + "?"));
    }

    private static UnitCall unitCall(UnitPlan plan, Map<String, ?> given, EventLoop loop, CallContext callContext) {
        @Nullable JsonNode[] values = new JsonNode[plan.arguments().all().size()];
        List<ArgumentProblem> problems = new ArrayList<>();
        JsonNode whole = null;
        for (Map.Entry<String, ?> entry : given.entrySet()) {
            List<ArgumentSchema> named = plan.arguments().find(entry.getKey());
            if (named.isEmpty()) {
                problems.add(plan.arguments().unknown(entry.getKey()));
            }
            JsonNode value = Json.of(entry.getValue());
            for (ArgumentSchema schema : named) {
                if (schema.argument().source() instanceof ArgumentSource.WholeBody) {
                    whole = value;
                } else if (!value.isNull()) {
                    JsonNode accepted = schema.accept(value);
                    values[schema.argument().index()] = accepted;
                    if (accepted == null) {
                        problems.add(schema.problem(value));
                    }
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new CallFailedException(new CallFailure.InvalidArguments(List.copyOf(problems)));
        }
        boolean isAbsent = whole == null || whole.isNull();
        boolean isText = whole != null && whole.isString() && !Json.isJson(whole.stringValue());
        Body body = isAbsent || whole == null ? Body.empty() : Body.of(Unpooled.wrappedBuffer(bytes(whole)));
        String contentType = isAbsent ? null : isText ? "text/plain; charset=utf-8" : "application/json";
        return new UnitCall(loop, callContext, values, body, contentType, null);
    }

    private static byte[] bytes(JsonNode whole) {
        return whole.isString() ? whole.stringValue().getBytes(StandardCharsets.UTF_8) : Json.writeBytes(whole);
    }
}
