package dev.capstan.engine.plan;

import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.engine.exchange.PendingCall;

/** A unit that passes requests on to an API, compiled. Immutable; any number of calls at once, on any event loop of the engine. */
public interface ForwardPlan {
    /** The unit as linked. */
    LinkedUnit linked();

    /**
     * Passes a request on. The listener is invoked exactly once, on the call's event loop, possibly before this returns, with
     * {@link Reply.Identity} or a failure.
     */
    PendingCall forward(ForwardCall call, ReplyListener listener);
}
