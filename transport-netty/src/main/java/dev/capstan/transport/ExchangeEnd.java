package dev.capstan.transport;

/**
 * How an exchange ended.
 *
 * @param status of the reply; 499 when the client had gone before it began
 * @param responseBytes of the reply's body that were handed to the connection
 * @param clientGone whether the connection ended before the reply did
 */
public record ExchangeEnd(int status, long responseBytes, boolean clientGone) {
    /** Receives the end of an exchange. */
    @FunctionalInterface
    public interface Listener {
        /** Invoked exactly once, on the exchange's event loop; must not block. */
        void onEnd(ExchangeEnd end);
    }
}
