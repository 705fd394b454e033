package dev.capstan.engine.plan;

import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.spi.consumer.RequestPreview;
import org.jspecify.annotations.Nullable;

/** An exposed unit that can be called, compiled. Immutable; any number of calls at once, on any event loop of the engine. */
public interface UnitPlan {
    /** The unit as linked. */
    LinkedUnit linked();

    /** What its arguments may be, by their published names. */
    ArgumentSchemas arguments();

    /** Whether replies are the upstream's bytes as they come. */
    boolean isIdentity();

    /** Whether some argument is a field of the caller's body, so that the body has to be read as JSON or as a form. */
    boolean readsBody();

    /** Whether the caller's body, as it is, goes upstream. */
    boolean forwardsBody();

    /**
     * Calls the unit. The listener is invoked exactly once, on the call's event loop, possibly before this returns. What is
     * missing is found here, all at once; the values that are given were judged by {@link #arguments} beforehand.
     */
    PendingCall call(UnitCall call, ReplyListener listener);

    /** What {@link #call} would send; null for a unit that calls no single operation. */
    @Nullable
    RequestPreview preview(UnitCall call);
}
