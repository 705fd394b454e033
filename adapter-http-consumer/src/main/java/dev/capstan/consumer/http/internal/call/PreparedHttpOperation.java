package dev.capstan.consumer.http.internal.call;

import dev.capstan.consumer.http.internal.request.OutgoingRequest;
import dev.capstan.consumer.http.internal.request.RequestComposer;
import dev.capstan.consumer.http.internal.request.RequestPreviewer;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.engine.spi.consumer.RequestPreview;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An operation of a consumed HTTP API, compiled. */
final class PreparedHttpOperation implements PreparedOperation {
    private final HttpConsumer consumer;
    private final CallTarget target;
    private final RequestComposer composer;
    private final RequestPreviewer previewer;

    PreparedHttpOperation(
            HttpConsumer consumer, CallTarget target, RequestComposer composer, RequestPreviewer previewer) {
        this.consumer = consumer;
        this.target = target;
        this.composer = composer;
        this.previewer = previewer;
    }

    @Override
    public PendingCall send(OperationRequest request, UpstreamResponseListener listener) {
        if (request.body() instanceof RequestContent.Identity content
                && content.bytes() instanceof Body.Stream stream) {
            return consumer.gather(
                    request.eventLoop(),
                    stream,
                    (body, responses) -> sendGathered(
                            new OperationRequest(
                                    request.eventLoop(),
                                    request.context(),
                                    request.values(),
                                    new RequestContent.Identity(body, content.mediaType()),
                                    request.acceptEncoding()),
                            responses),
                    listener);
        }
        return sendGathered(request, listener);
    }

    private PendingCall sendGathered(OperationRequest request, UpstreamResponseListener listener) {
        OutgoingRequest outgoing = consumer.compose(target, () -> composer.compose(request), listener);
        return outgoing == null
                ? PendingCall.DONE
                : consumer.send(
                        request.eventLoop(),
                        target,
                        request.context(),
                        outgoing,
                        request.acceptEncoding() == null,
                        listener);
    }

    @Override
    public List<ArgumentProblem> problems(@Nullable JsonNode[] values) {
        return composer.problems(values);
    }

    @Override
    public RequestPreview preview(OperationRequest request) {
        return previewer.preview(request);
    }
}
