package dev.capstan.engine;

import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.engine.spi.consumer.RequestPreview;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** In the place of an API: writes down what it is asked, as {@code operation name=value … body}, and answers as told. */
final class StubConsumer implements Consumer {
    /** How an operation ends. */
    interface Outcome {
        void tell(UpstreamResponseListener listener);
    }

    private static final Set<InputLocation> OF_BODY =
            Set.of(InputLocation.WHOLE_BODY, InputLocation.BODY_MEMBER, InputLocation.TEMPLATE);

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private @Nullable String unpreparable;

    StubConsumer answering(String operation, int status, String json) {
        outcomes.put(
                operation,
                listener -> listener.onResponse(new UpstreamResponse(
                        status, HeaderFields.NONE, Body.of(Unpooled.copiedBuffer(json, StandardCharsets.UTF_8)))));
        return this;
    }

    StubConsumer failing(String operation, CallFailure failure) {
        outcomes.put(operation, listener -> listener.onFailure(failure));
        return this;
    }

    StubConsumer throwing(String operation, RuntimeException defect) {
        outcomes.put(operation, listener -> {
            throw defect;
        });
        return this;
    }

    StubConsumer refusingToPrepare(String operation) {
        unpreparable = operation;
        return this;
    }

    /** What was sent so far, oldest first. */
    List<String> sent() {
        return List.copyOf(sent);
    }

    @Override
    public PreparedOperation prepare(LinkedOperation operation) {
        if (operation.name().equals(unpreparable)) {
            throw new InvalidSettingException("the operation \"" + operation.name() + "\" cannot be prepared");
        }
        return new Stubbed(operation);
    }

    @Override
    public void close() {
        // It holds nothing.
    }

    private final class Stubbed implements PreparedOperation {
        private final LinkedOperation operation;

        Stubbed(LinkedOperation operation) {
            this.operation = operation;
        }

        @Override
        public PendingCall send(OperationRequest request, UpstreamResponseListener listener) {
            StringJoiner text = new StringJoiner(" ").add(operation.name());
            for (OperationInput input : operation.inputs()) {
                JsonNode value = request.values()[input.index()];
                if (value != null && !OF_BODY.contains(input.place())) {
                    text.add(input.name() + "=" + value);
                }
            }
            String body = body(request.body());
            sent.add((body.isEmpty() ? text : text.add(body)).toString());
            outcomes.getOrDefault(operation.name(), other -> {
                        throw new AssertionError("no answer for " + operation);
                    })
                    .tell(listener);
            return PendingCall.DONE;
        }

        private String body(RequestContent content) {
            if (content instanceof RequestContent.Json json) {
                return json.value().toString();
            }
            if (content instanceof RequestContent.Identity identity && identity.bytes() instanceof Body.Whole whole) {
                String text = whole.bytes().toString(StandardCharsets.UTF_8);
                whole.bytes().release();
                return identity.mediaType() + " " + text;
            }
            return content instanceof RequestContent.None ? "" : content.toString();
        }

        @Override
        public List<ArgumentProblem> problems(@Nullable JsonNode[] values) {
            return List.of();
        }

        @Override
        public RequestPreview preview(OperationRequest request) {
            return new RequestPreview(operation.method(), "stub:" + operation.name(), List.of(), null, List.of());
        }
    }
}
