package dev.capstan.adapter.mcp.internal.streams;

import dev.capstan.adapter.mcp.internal.protocol.Dialect;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.ParamsReader;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** {@code subscriptions/listen}: tells of changes, as long as the client keeps the stream open. */
public final class ListenMethod implements McpMethod {
    private final OpenStreams streams;
    private final Object owner;
    private final Set<Change> told;

    /**
     * The method.
     *
     * @param owner whose streams they are
     * @param told what is told to those who want to know; a document's lists change only when it is loaded anew, which ends the stream
     */
    public ListenMethod(OpenStreams streams, Object owner, Set<Change> told) {
        this.streams = streams;
        this.owner = owner;
        this.told = Set.copyOf(told);
    }

    @Override
    public String name() {
        return "subscriptions/listen";
    }

    @Override
    public MethodCall read(ParamsReader params, Dialect dialect) {
        Set<Change> accepted = null;
        for (String name = params.next(); name != null; name = params.next()) {
            if (name.equals("notifications")) {
                accepted = accepted(params.value());
            } else {
                params.skip();
            }
        }
        if (accepted == null) {
            throw new JsonRpcException(
                    JsonRpcError.invalidParams("params.notifications is missing: what to tell, {} for nothing"));
        }
        Set<Change> wanted = accepted;
        return responder -> Subscription.open(responder, streams, owner, wanted);
    }

    private Set<Change> accepted(JsonParser filter) {
        if (filter.currentToken() != JsonToken.START_OBJECT) {
            throw new JsonRpcException(JsonRpcError.invalidParams("params.notifications must be an object"));
        }
        Set<Change> accepted = EnumSet.noneOf(Change.class);
        for (String name = filter.nextName(); name != null; name = filter.nextName()) {
            JsonToken value = filter.nextToken();
            for (Change change : told) {
                if (change.filter().equals(name) && value == JsonToken.VALUE_TRUE) {
                    accepted.add(change);
                }
            }
            filter.skipChildren();
        }
        return accepted;
    }
}
