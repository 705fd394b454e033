package dev.capstan.engine.spi.consumer;

import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;

/** Hears how a request ended. */
public interface UpstreamResponseListener {
    /** The upstream answered, with whatever status; the answer's body is the listener's. */
    void onResponse(UpstreamResponse answer);

    /** There is no answer. */
    void onFailure(CallFailure failure);
}
