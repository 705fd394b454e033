package dev.capstan.engine.internal.run.call;

import dev.capstan.engine.exchange.MemoryReservation;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;
import tools.jackson.databind.JsonNode;

/** Receives the outcome of a call whose response is decoded. Invoked exactly once, on the call's event loop. */
public interface DecodedListener {
    /**
     * The upstream responded with a value.
     *
     * @param memory what the value takes, if it takes much; the listener's to release once it has no use for it
     */
    void onDecoded(int status, JsonNode value, MemoryReservation memory);

    /** Whether the value is kept for longer than {@link #onDecoded} takes, so that those of many calls add up. */
    boolean keepsValue();

    /** The upstream responded with an error status, or without content; the response's body is the listener's. */
    void onUndecoded(UpstreamResponse response);

    /** There is no response that can be used. */
    void onFailure(CallFailure failure);
}
