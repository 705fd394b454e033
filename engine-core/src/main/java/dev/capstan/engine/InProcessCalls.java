package dev.capstan.engine;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.syntax.FoldedName;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.syntax.Reference;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.internal.assembly.AssembledDocument;
import dev.capstan.engine.internal.run.value.Json;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.consumer.RequestPreview;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls of units by name, from the host's own code. */
final class InProcessCalls {
    private final EngineContext context;
    private final List<AssembledDocument> documents;
    private final Map<String, UnitPlan> found = new ConcurrentHashMap<>();

    InProcessCalls(EngineContext context, List<AssembledDocument> documents) {
        this.context = context;
        this.documents = documents;
    }

    CompletableFuture<Result> call(String name, Map<String, ?> given) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        EventLoop loop = context.eventLoops().next();
        UnitCall call;
        UnitPlan plan;
        try {
            plan = required(name);
            call = unitCall(plan, given, loop);
        } catch (IllegalArgumentException | CallFailedException e) {
            result.completeExceptionally(e);
            return result;
        }
        loop.execute(() -> plan.call(call, new ToResult(result)));
        return result;
    }

    @Nullable
    RequestPreview preview(String name, Map<String, ?> given) {
        UnitPlan plan = required(name);
        UnitCall call = unitCall(plan, given, context.eventLoops().next());
        try {
            return plan.preview(call);
        } finally {
            call.body().discard();
        }
    }

    @Nullable
    UnitPlan find(String name) {
        UnitPlan known = found.get(name);
        if (known != null) {
            return known;
        }
        UnitPlan plan = exposed(name);
        if (plan == null) {
            plan = consumed(name);
        }
        if (plan != null) {
            found.put(name, plan);
        }
        return plan;
    }

    private UnitPlan required(String name) {
        UnitPlan plan = find(name);
        if (plan != null) {
            return plan;
        }
        Set<String> names = names();
        String near = NearestName.among(name, names);
        throw new IllegalArgumentException("there is no unit or operation \"" + name + "\""
                + (near == null ? "; write namespace.name" : "; did you mean " + near + "?"));
    }

    private @Nullable UnitPlan exposed(String name) {
        for (AssembledDocument document : documents) {
            for (AdapterPlan adapter : document.plans()) {
                if (name.startsWith(adapter.namespace() + ".")) {
                    String unit = name.substring(adapter.namespace().length() + 1);
                    for (UnitPlan plan : adapter.units()) {
                        if (plan.linked().name().equals(unit)) {
                            return plan;
                        }
                    }
                }
            }
        }
        return null;
    }

    private @Nullable UnitPlan consumed(String name) {
        for (AssembledDocument document : documents) {
            Reference reference = Reference.among(name, document.consumedNamespaces());
            if (reference != null) {
                UnitPlan plan = document.direct(reference.namespace(), reference.name());
                if (plan != null) {
                    return plan;
                }
            }
        }
        return null;
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (AssembledDocument document : documents) {
            for (AdapterPlan adapter : document.plans()) {
                adapter.units()
                        .forEach(plan -> names.add(
                                adapter.namespace() + "." + plan.linked().name()));
            }
        }
        return names;
    }

    private static UnitCall unitCall(UnitPlan plan, Map<String, ?> given, EventLoop loop) {
        List<Argument> arguments = plan.linked().arguments();
        @Nullable JsonNode[] values = new JsonNode[arguments.size()];
        List<ArgumentProblem> problems = new ArrayList<>();
        JsonNode whole = null;
        for (Map.Entry<String, ?> entry : given.entrySet()) {
            List<Argument> named = named(arguments, entry.getKey());
            if (named.isEmpty()) {
                problems.add(unknown(arguments, entry.getKey()));
            }
            JsonNode value = Json.of(entry.getValue());
            for (Argument argument : named) {
                if (argument.source() instanceof ArgumentSource.WholeBody) {
                    whole = value;
                } else {
                    values[argument.index()] = value.isNull() ? null : value;
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new CallFailedException(new CallFailure.InvalidArguments(List.copyOf(problems)));
        }
        boolean absent = whole == null || whole.isNull();
        boolean text = whole != null && whole.isString() && !Json.isJson(whole.stringValue());
        Body body = absent || whole == null ? Body.empty() : Body.of(Unpooled.wrappedBuffer(bytes(whole)));
        String contentType = absent ? null : text ? "text/plain; charset=utf-8" : "application/json";
        return new UnitCall(loop, CallContext.NONE, values, body, contentType, null);
    }

    private static byte[] bytes(JsonNode whole) {
        return whole.isString() ? whole.stringValue().getBytes(StandardCharsets.UTF_8) : Json.writeBytes(whole);
    }

    private static List<Argument> named(List<Argument> arguments, String name) {
        List<Argument> exact =
                arguments.stream().filter(a -> a.name().equals(name)).toList();
        return !exact.isEmpty()
                ? exact
                : arguments.stream()
                        .filter(a -> FoldedName.same(a.name(), name))
                        .toList();
    }

    private static ArgumentProblem unknown(List<Argument> arguments, String name) {
        List<String> names = arguments.stream().map(Argument::name).distinct().toList();
        String near = NearestName.among(name, names);
        String known = names.isEmpty() ? "it takes none" : "it takes " + String.join(", ", names);
        return new ArgumentProblem(
                name,
                false,
                "there is no argument \"" + name + "\"; " + (near == null ? known : "did you mean " + near + "?"));
    }

    /** Gathers a reply into a result. */
    private static final class ToResult implements ReplyListener, BodyCollector.Listener {
        /** In-process replies are held in memory: they are bounded as shaped ones are. */
        private static final long LIMIT = 64L * 1024 * 1024;

        private final CompletableFuture<Result> result;
        private int status;
        private @Nullable String contentType;

        ToResult(CompletableFuture<Result> result) {
            this.result = result;
        }

        @Override
        public void onReply(Reply reply) {
            if (reply instanceof Reply.Shaped shaped) {
                result.complete(new Result(shaped.status(), "application/json", Json.writeBytes(shaped.value())));
            } else if (reply instanceof Reply.Identity passed) {
                UpstreamResponse answer = passed.answer();
                status = answer.status();
                contentType = answer.headers().get("content-type");
                BodyCollector.collect(answer.body(), ByteBufAllocator.DEFAULT, LIMIT, this);
            }
        }

        @Override
        public void onFailure(CallFailure failure) {
            result.completeExceptionally(new CallFailedException(failure));
        }

        @Override
        public void onCollected(ByteBuf bytes) {
            byte[] copy = ByteBufUtil.getBytes(bytes);
            bytes.release();
            result.complete(new Result(status, contentType, copy));
        }

        @Override
        public void onTooLarge(long limit) {
            result.completeExceptionally(new CallFailedException(new CallFailure.UpstreamUnreadable(
                    "", "the answer is longer than the " + limit + " bytes that an in-process call takes")));
        }

        @Override
        public void onFailure(Throwable failure) {
            result.completeExceptionally(failure);
        }
    }
}
