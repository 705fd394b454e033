package dev.capstan.engine.spi.consumer;

import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An operation, compiled. Safe for any number of calls at once, on any event loop of the engine. */
public interface PreparedOperation {
    /**
     * Sends the request. The listener is invoked exactly once, on the request's event loop, possibly before this returns.
     *
     * @param request what to send; its body is taken over, whatever happens
     */
    PendingCall send(OperationRequest request, UpstreamResponseListener listener);

    /**
     * What is wrong with values as far as path, query and header fields go: those that are missing, and those that cannot stand
     * where they are to go. Empty when nothing is.
     *
     * @param values by the operation's input index; null for what is absent
     */
    List<ArgumentProblem> problems(@Nullable JsonNode[] values);

    /** What {@link #send} would send, secrets masked. Takes no body over. */
    RequestPreview preview(OperationRequest request);
}
