package dev.capstan.consumer.http;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.engine.spi.consumer.RequestPreview;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operation of a consumed HTTP API, compiled. */
final class HttpOperation implements PreparedOperation {
    private static final Logger LOG = LoggerFactory.getLogger(HttpOperation.class);

    private final HttpConsumer consumer;
    private final String upstream;
    private final RequestComposer composer;
    private final RequestPreviewer previewer;

    HttpOperation(HttpConsumer consumer, String upstream, RequestComposer composer, RequestPreviewer previewer) {
        this.consumer = consumer;
        this.upstream = upstream;
        this.composer = composer;
        this.previewer = previewer;
    }

    @Override
    public PendingCall send(OperationRequest request, UpstreamResponseListener listener) {
        if (consumer.usesDigest()
                && request.body() instanceof RequestContent.Identity body
                && body.bytes() instanceof Body.Stream stream) {
            return BufferedCall.start(this, request, stream, body.mediaType(), consumer.maxRequestBytes(), listener);
        }
        OutgoingRequest outgoing;
        try {
            outgoing = composer.compose(request);
        } catch (CallFailedException refused) {
            listener.onFailure(refused.failure());
            return PendingCall.DONE;
        } catch (RuntimeException defect) {
            String incident = UUID.randomUUID().toString();
            LOG.error("incident {}: composing a request to {} failed", incident, upstream, defect);
            listener.onFailure(new CallFailure.Internal(incident));
            return PendingCall.DONE;
        }
        LoopClient client = consumer.client(request.eventLoop());
        HttpCall call = new HttpCall(
                client,
                consumer.origin(),
                upstream,
                outgoing,
                request.acceptEncoding() == null,
                client.digest(),
                listener);
        call.run();
        return call;
    }

    @Override
    public RequestPreview preview(OperationRequest request) {
        return previewer.preview(request);
    }
}
