package dev.example.recorded;

import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.engine.spi.consumer.RequestPreview;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import io.netty.buffer.Unpooled;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Gives the recorded answer, whatever the values are. */
final class RecordedOperation implements PreparedOperation {
    private final LinkedOperation operation;
    private final byte[] answer;

    RecordedOperation(LinkedOperation operation, byte[] answer) {
        this.operation = operation;
        this.answer = answer;
    }

    @Override
    public PendingCall send(OperationRequest request, UpstreamResponseListener listener) {
        if (request.body() instanceof RequestContent.Identity caller) {
            caller.bytes().discard();
        }
        listener.onResponse(
                new UpstreamResponse(200, HeaderFields.NONE, Body.of(Unpooled.wrappedBuffer(answer))));
        return PendingCall.DONE;
    }

    @Override
    public List<ArgumentProblem> problems(JsonNode[] values) {
        return List.of();
    }

    @Override
    public RequestPreview preview(OperationRequest request) {
        return new RequestPreview(
                operation.method(), "recorded:" + operation.reference(), List.of(), null, List.of());
    }
}
