package dev.capstan.transport;

/** Answers the requests of a route. */
@FunctionalInterface
public interface ExchangeHandler {
    /** Called on the exchange's event loop; must not block, and must lead to exactly one reply. */
    void handle(HttpExchange exchange, PathMatch match);
}
