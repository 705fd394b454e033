package dev.capstan.engine.internal.run.call;

import dev.capstan.document.linked.BodyShape;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.internal.run.value.Value;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.engine.spi.consumer.RequestPreview;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A call site, compiled: evaluates the inputs of an operation in a frame, and makes its request's content. Immutable. */
public final class CompiledCall {
    private final LinkedOperation operation;
    private final PreparedOperation prepared;
    private final @Nullable Value[] inputs;
    private final RequestBodyPlan body;
    private final int[] required;

    /**
     * A compiled call site.
     *
     * @param prepared the operation, as its consumer prepared it
     * @param inputs by the operation's input index; null where nothing feeds the input
     * @param body makes the request's content
     */
    public CompiledCall(
            LinkedOperation operation, PreparedOperation prepared, @Nullable Value[] inputs, RequestBodyPlan body) {
        this.operation = operation;
        this.prepared = prepared;
        this.inputs = inputs;
        this.body = body;
        this.required = operation.inputs().stream()
                .filter(OperationInput::required)
                .mapToInt(OperationInput::index)
                .toArray();
    }

    /** The operation. */
    public LinkedOperation operation() {
        return operation;
    }

    /** Sends the operation's request. */
    public PendingCall send(OperationRequest request, UpstreamResponseListener listener) {
        return prepared.send(request, listener);
    }

    RequestPreview preview(OperationRequest request) {
        return prepared.preview(request);
    }

    boolean forwardsBody() {
        return body.forwards();
    }

    /** The operation's inputs in that frame; null for those that are absent. */
    public @Nullable JsonNode[] values(@Nullable JsonNode[] frame) {
        @Nullable JsonNode[] values = new JsonNode[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            Value input = inputs[i];
            values[i] = input == null ? null : input.of(frame);
        }
        return values;
    }

    /** The content of the operation's request. */
    public RequestContent content(CallInput call, @Nullable JsonNode[] values) {
        return body.content(call, values);
    }

    /** Whether a required input is absent; a body that is there is one. */
    public boolean isIncomplete(@Nullable JsonNode[] values, Body callersBody) {
        for (int index : required) {
            if (values[index] == null && !isGivenAsBody(index, callersBody)) {
                return true;
            }
        }
        return false;
    }

    /** The required inputs that are absent. */
    public List<OperationInput> missing(@Nullable JsonNode[] values, Body callersBody) {
        List<OperationInput> missing = new ArrayList<>();
        for (int index : required) {
            if (values[index] == null && !isGivenAsBody(index, callersBody)) {
                missing.add(operation.inputs().get(index));
            }
        }
        return missing;
    }

    /** What else is wrong with the inputs: those that cannot stand where they are to go, and missing ones again. */
    public List<ArgumentProblem> problems(@Nullable JsonNode[] values) {
        return prepared.problems(values);
    }

    /** The slot that feeds an input by itself; -1 when something else, or nothing, does. */
    public int slotOf(OperationInput input) {
        return inputs[input.index()] instanceof Value.OfSlot slot ? slot.index() : -1;
    }

    private boolean isGivenAsBody(int index, Body callersBody) {
        return body.forwards()
                && operation.body() instanceof BodyShape.Whole whole
                && whole.input().index() == index
                && !(callersBody instanceof Body.Empty);
    }
}
