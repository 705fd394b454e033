package dev.capstan.engine.spi.consumer;

import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;

/** Invoked when a request has ended: with its response, or with a failure. */
public interface UpstreamResponseListener {
    /** The upstream answered, with whatever status; the answer's body is the listener's. */
    void onResponse(UpstreamResponse answer);

    /** There is no answer. */
    void onFailure(CallFailure failure);
}
