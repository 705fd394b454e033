package dev.capstan.benchmarks.plan;

import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import dev.capstan.engine.spi.consumer.RequestPreview;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers every call at once, with the same bytes. */
final class InstantConsumer implements Consumer {
    private final ByteBuf answer;

    InstantConsumer(byte[] answer) {
        this.answer = Unpooled.directBuffer(answer.length).writeBytes(answer);
    }

    @Override
    public PreparedOperation prepare(LinkedOperation operation) {
        return new PreparedOperation() {
            @Override
            public PendingCall send(OperationRequest request, UpstreamResponseListener listener) {
                listener.onResponse(new UpstreamResponse(200, HeaderFields.NONE, Body.of(answer.retainedDuplicate())));
                return PendingCall.DONE;
            }

            @Override
            public List<ArgumentProblem> problems(@Nullable JsonNode[] values) {
                return List.of();
            }

            @Override
            public RequestPreview preview(OperationRequest request) {
                return new RequestPreview(operation.method(), "http://127.0.0.1/", List.of(), null, List.of());
            }
        };
    }

    @Override
    public void close() {
        answer.release();
    }
}
