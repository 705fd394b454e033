package dev.capstan.engine.exchange;

/** A call that is on its way. */
@FunctionalInterface
public interface PendingCall {
    /** A call that cannot be stopped any more. */
    PendingCall DONE = () -> {};

    /**
     * Gives the call up: nothing more is heard of it, unless its answer was handed over already. Harmless when it has ended.
     * On the call's event loop.
     */
    void cancel();
}
