package dev.capstan.adapter.mcp;

/** A request that was read, ready to be answered. */
@FunctionalInterface
interface MethodCall {
    /** Answers it, now or later; on the exchange's event loop. */
    void answer(Responder responder);
}
