package dev.capstan.engine.spi.consumer;

import dev.capstan.engine.exchange.PendingCall;

/** An API that requests are passed on to as they are. Safe for any number of requests at once, on any event loop of the engine. */
public interface PreparedForward {
    /**
     * Passes a request on, byte for byte, with the API's own credentials and fixed parameters. Redirects are handed to the caller.
     * The listener is invoked exactly once, on the request's event loop, possibly before this returns.
     *
     * @param request what to send; its body is taken over, whatever happens
     */
    PendingCall send(ForwardRequest request, UpstreamResponseListener listener);
}
