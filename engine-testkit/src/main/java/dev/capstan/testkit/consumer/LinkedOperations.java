package dev.capstan.testkit.consumer;

import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.engine.Engine;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import dev.capstan.engine.spi.consumer.RequestPreview;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Gets operations as an engine links them for a consumer: by being the consumer of a document while it loads. */
final class LinkedOperations implements Consumer {
    private final Map<String, LinkedOperation> operations = new LinkedHashMap<>();

    private LinkedOperations() {}

    /** The operations of the API {@code api} of that document that can be called, by name. */
    static Map<String, LinkedOperation> of(String document) {
        LinkedOperations linked = new LinkedOperations();
        Engine.builder()
                .document("contract.yaml", document)
                .consumer("api", linked)
                .build()
                .close();
        return linked.operations;
    }

    @Override
    public PreparedOperation prepare(LinkedOperation operation) {
        operations.put(operation.name(), operation);
        return new Unsent();
    }

    @Override
    public void close() {
        // It holds nothing.
    }

    /** Only made, never called. */
    private static final class Unsent implements PreparedOperation {
        @Override
        public PendingCall send(OperationRequest request, UpstreamResponseListener listener) {
            throw new IllegalStateException("linked only");
        }

        @Override
        public List<ArgumentProblem> problems(@Nullable JsonNode[] values) {
            return List.of();
        }

        @Override
        public RequestPreview preview(OperationRequest request) {
            throw new IllegalStateException("linked only");
        }
    }
}
