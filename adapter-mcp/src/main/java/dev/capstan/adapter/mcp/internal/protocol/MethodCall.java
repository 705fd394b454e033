package dev.capstan.adapter.mcp.internal.protocol;

/** A request that was read, ready to be answered. */
@FunctionalInterface
public interface MethodCall {
    /** Answers it, now or later; on the channel's event loop. */
    void answer(Responder responder);
}
