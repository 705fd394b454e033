package dev.capstan.transport;

import dev.capstan.engine.exchange.Body;

/** The response being written. Its head leaves with {@link #send}. On the exchange's event loop. */
public interface HttpResponseWriter {
    /** Adds a field; a value with control characters is refused with an {@link IllegalArgumentException}. */
    HttpResponseWriter header(CharSequence name, CharSequence value);

    /**
     * Sends head and body, and ends the exchange when the body has ended. Takes the body over, also where the request's
     * method or the status allows none. A body that fails half-way breaks the connection off, so that no client takes what came
     * for the whole.
     */
    void send(Body body);
}
