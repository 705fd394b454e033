package dev.capstan.adapter.mcp.internal.streams;

import dev.capstan.adapter.mcp.internal.protocol.Dialect;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.ParamsReader;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** {@code subscriptions/listen}: tells of changes, as long as the client keeps the stream open. */
public final class ListenMethod implements McpMethod {
    private static final int MOST_URIS = 1000;

    private final OpenStreams streams;
    private final Object owner;
    private final Set<Change> told;
    private final boolean tellsOfResources;

    /**
     * The method.
     *
     * @param owner whose streams they are
     * @param told what is told to those who want to know; a document's lists change when it is loaded anew
     * @param tellsOfResources whether it is told that a resource holds something else
     */
    public ListenMethod(OpenStreams streams, Object owner, Set<Change> told, boolean tellsOfResources) {
        this.tellsOfResources = tellsOfResources;
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
        Filter accepted = null;
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
        Filter wanted = accepted;
        return responder -> Subscription.open(responder, streams, owner, wanted);
    }

    private Filter accepted(JsonParser filter) {
        if (filter.currentToken() != JsonToken.START_OBJECT) {
            throw new JsonRpcException(JsonRpcError.invalidParams("params.notifications must be an object"));
        }
        Set<Change> accepted = EnumSet.noneOf(Change.class);
        Set<String> uris = new LinkedHashSet<>();
        for (String name = filter.nextName(); name != null; name = filter.nextName()) {
            JsonToken value = filter.nextToken();
            for (Change change : told) {
                if (change.filter().equals(name) && value == JsonToken.VALUE_TRUE) {
                    accepted.add(change);
                }
            }
            if (tellsOfResources && name.equals("resourceSubscriptions") && value == JsonToken.START_ARRAY) {
                readUris(filter, uris);
            } else {
                filter.skipChildren();
            }
        }
        return new Filter(accepted, uris);
    }

    private static void readUris(JsonParser array, Set<String> uris) {
        for (JsonToken token = array.nextToken(); token != JsonToken.END_ARRAY; token = array.nextToken()) {
            if (token != JsonToken.VALUE_STRING || uris.size() == MOST_URIS) {
                throw new JsonRpcException(JsonRpcError.invalidParams(
                        "params.notifications.resourceSubscriptions must be at most " + MOST_URIS + " URIs"));
            }
            uris.add(array.getString());
        }
    }
}
