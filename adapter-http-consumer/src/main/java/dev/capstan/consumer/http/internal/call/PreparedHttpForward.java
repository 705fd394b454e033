package dev.capstan.consumer.http.internal.call;

import dev.capstan.consumer.http.internal.request.ForwardComposer;
import dev.capstan.consumer.http.internal.request.OutgoingRequest;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.spi.consumer.ForwardRequest;
import dev.capstan.engine.spi.consumer.PreparedForward;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;

/** A consumed HTTP API that requests are passed on to. */
final class PreparedHttpForward implements PreparedForward {
    private final HttpConsumer consumer;
    private final CallTarget target;
    private final ForwardComposer composer;

    PreparedHttpForward(HttpConsumer consumer, CallTarget target, ForwardComposer composer) {
        this.consumer = consumer;
        this.target = target;
        this.composer = composer;
    }

    @Override
    public PendingCall send(ForwardRequest request, UpstreamResponseListener listener) {
        if (request.body() instanceof Body.Stream stream) {
            return consumer.gather(
                    request.eventLoop(),
                    stream,
                    (body, responses) -> sendGathered(
                            new ForwardRequest(
                                    request.eventLoop(),
                                    request.context(),
                                    request.method(),
                                    request.path(),
                                    request.query(),
                                    request.headers(),
                                    body),
                            responses),
                    listener);
        }
        return sendGathered(request, listener);
    }

    private PendingCall sendGathered(ForwardRequest request, UpstreamResponseListener listener) {
        OutgoingRequest outgoing = consumer.compose(target, () -> composer.compose(request), listener);
        return outgoing == null
                ? PendingCall.DONE
                : consumer.send(
                        request.eventLoop(),
                        target,
                        request.context(),
                        outgoing,
                        !composer.passesEncodings(),
                        listener);
    }
}
