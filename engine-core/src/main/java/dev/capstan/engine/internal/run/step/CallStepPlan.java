package dev.capstan.engine.internal.run.step;

import dev.capstan.document.linked.OperationInput;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.MemoryReservation;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.internal.run.call.CallInput;
import dev.capstan.engine.internal.run.call.CompiledCall;
import dev.capstan.engine.internal.run.call.DecodedExchange;
import dev.capstan.engine.internal.run.call.DecodedListener;
import dev.capstan.engine.internal.run.call.ResponseDecoder;
import dev.capstan.engine.plan.ArgumentSchemas;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A step that calls an operation. */
public final class CallStepPlan implements CompiledStep {
    /** Longer answers that nothing refers to are not read to their end. */
    private static final long LONGEST_DRAINED = 64 * 1024;

    private final String name;
    private final CompiledCall site;
    private final @Nullable ResponseDecoder decoder;
    private final Map<Integer, String> fromSteps;
    private final boolean takesArguments;

    /**
     * A step.
     *
     * @param decoder decodes responses; null when nothing refers to the step, and their bytes are dropped
     * @param fromSteps the inputs whose values depend on earlier steps, by index, each with its expression for messages
     * @param takesArguments whether the unit's arguments decide if the step can be sent
     */
    public CallStepPlan(
            String name,
            CompiledCall site,
            @Nullable ResponseDecoder decoder,
            Map<Integer, String> fromSteps,
            boolean takesArguments) {
        this.name = name;
        this.site = site;
        this.decoder = decoder;
        this.fromSteps = Map.copyOf(fromSteps);
        this.takesArguments = takesArguments;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String type() {
        return "call";
    }

    @Override
    public boolean onlyReads() {
        String method = site.operation().method();
        return method.equals("GET") || method.equals("HEAD");
    }

    @Override
    public List<ArgumentProblem> problems(@Nullable JsonNode[] frame, ArgumentSchemas arguments) {
        if (!takesArguments) {
            return List.of();
        }
        @Nullable JsonNode[] values = site.values(frame);
        List<ArgumentProblem> problems = new ArrayList<>();
        for (OperationInput input : site.missing(values, Body.empty())) {
            if (!fromSteps.containsKey(input.index())) {
                problems.add(missing(input, arguments));
            }
        }
        for (ArgumentProblem problem : site.problems(values)) {
            if (!problem.missing()) {
                problems.add(problem);
            }
        }
        return problems;
    }

    /** Under the name of the argument that feeds the input, where one does. */
    private ArgumentProblem missing(OperationInput input, ArgumentSchemas arguments) {
        int slot = site.slotOf(input);
        return slot >= 0 && slot < arguments.all().size()
                ? arguments.all().get(slot).missing()
                : new ArgumentProblem(input.name(), true, "\"" + input.name() + "\" is required");
    }

    /** What a step before this one gave and cannot be sent is not the caller's to mend. */
    private CallFailure failure(CallFailure failure) {
        if (failure instanceof CallFailure.InvalidArguments invalid) {
            for (ArgumentProblem problem : invalid.problems()) {
                boolean isFromStep = fromSteps.keySet().stream()
                        .anyMatch(index ->
                                site.operation().inputs().get(index).name().equals(problem.parameter()));
                if (isFromStep) {
                    return new CallFailure.StepInputInvalid(name, problem.parameter(), problem.detail());
                }
            }
        }
        return new CallFailure.StepUnanswered(name, failure);
    }

    @Override
    public PendingCall run(StepInput input, Listener listener) {
        @Nullable JsonNode[] values = site.values(input.frame());
        if (site.isIncomplete(values, Body.empty())) {
            OperationInput first = site.missing(values, Body.empty()).get(0);
            listener.onFailure(new CallFailure.StepInputMissing(
                    name, first.name(), fromSteps.getOrDefault(first.index(), "its value")));
            return PendingCall.DONE;
        }
        OperationRequest request = new OperationRequest(
                input.eventLoop(),
                input.context(),
                values,
                site.content(new CallInput(input.frame(), Body.empty(), null), values),
                null);
        Outcome outcome = new Outcome(listener, input.memory());
        if (decoder == null) {
            outcome.pending = site.send(request, outcome);
            return outcome;
        }
        DecodedExchange exchange = new DecodedExchange(decoder, input.eventLoop(), outcome);
        exchange.sent(site.send(request, exchange));
        outcome.pending = exchange;
        return outcome;
    }

    /** What becomes of one response. */
    private final class Outcome implements DecodedListener, UpstreamResponseListener, PendingCall {
        private final Listener listener;
        private final RunMemory memory;
        private PendingCall pending = PendingCall.DONE;
        private PendingCall reading = PendingCall.DONE;

        Outcome(Listener listener, RunMemory memory) {
            this.listener = listener;
            this.memory = memory;
        }

        @Override
        public void onResponse(UpstreamResponse response) {
            if (response.isError()) {
                onUndecoded(response);
            } else {
                reading = drain(response);
            }
        }

        @Override
        public void onDecoded(int status, JsonNode value, MemoryReservation taken) {
            memory.keep(taken);
            listener.onResult(status, value);
        }

        @Override
        public boolean keepsValue() {
            return true;
        }

        @Override
        public void onUndecoded(UpstreamResponse response) {
            if (!response.isError()) {
                response.body().discard();
                listener.onResult(response.status(), JsonNodeFactory.instance.nullNode());
                return;
            }
            int status = response.status();
            reading = UpstreamMessage.read(
                    response,
                    memory.reservation(),
                    message -> listener.onFailure(
                            new CallFailure.StepFailed(name, site.operation().reference(), status, message)));
        }

        /**
         * Reads what nothing refers to up to its end, so that its connection serves the next call; where that is far away, or never
         * comes, the connection is given up instead.
         */
        private PendingCall drain(UpstreamResponse response) {
            Runnable cancel = BodyCollector.collect(
                    response.body(), ByteBufAllocator.DEFAULT, LONGEST_DRAINED, new BodyCollector.Listener() {
                        @Override
                        public void onCollected(ByteBuf bytes) {
                            bytes.release();
                            answered();
                        }

                        @Override
                        public void onTooLarge(long limit) {
                            answered();
                        }

                        @Override
                        public void onFailure(Throwable failure) {
                            answered();
                        }

                        private void answered() {
                            listener.onResult(response.status(), JsonNodeFactory.instance.nullNode());
                        }
                    });
            return cancel::run;
        }

        @Override
        public void onFailure(CallFailure failure) {
            listener.onFailure(CallStepPlan.this.failure(failure));
        }

        @Override
        public void cancel() {
            pending.cancel();
            reading.cancel();
        }
    }
}
