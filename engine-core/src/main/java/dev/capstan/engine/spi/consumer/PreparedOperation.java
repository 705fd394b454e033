package dev.capstan.engine.spi.consumer;

import dev.capstan.engine.exchange.PendingCall;

/** An operation, compiled. Safe for any number of calls at once, on any event loop of the engine. */
public interface PreparedOperation {
    /**
     * Sends the request. The listener hears exactly one thing, on the request's event loop, possibly before this returns.
     *
     * @param request what to send; its body is taken over, whatever happens
     */
    PendingCall send(OperationRequest request, UpstreamResponseListener listener);

    /** What {@link #send} would send, secrets masked. Takes no body over. */
    RequestPreview preview(OperationRequest request);
}
