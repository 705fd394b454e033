package dev.capstan.transport;

/**
 * Decides about the requests of an owner before their handlers do: lets a request go on, answers it, or fails it. Safe for any
 * thread; shared by all requests.
 */
@FunctionalInterface
public interface RequestFilter {
    /** The rest of a request's way. */
    interface Chain {
        /**
         * Lets the request go on, to the next filter and at last to its handler. Called once, on the exchange's event loop;
         * without effect when the exchange has ended meanwhile.
         */
        void proceed();
    }

    /**
     * Invoked once for each request, on the exchange's event loop, before the body is read. Must not block, and must lead,
     * now or later, to exactly one of {@link Chain#proceed}, a reply and {@link HttpExchange#fail}. An exception ends the
     * request as a defect.
     */
    void filter(HttpExchange exchange, Chain chain);
}
