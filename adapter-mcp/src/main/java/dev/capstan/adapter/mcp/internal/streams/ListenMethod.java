package dev.capstan.adapter.mcp.internal.streams;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.capstan.adapter.mcp.internal.protocol.Dialect;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.ParamsReader;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** {@code subscriptions/listen}: tells of changes, as long as the client keeps the stream open. */
public final class ListenMethod implements McpMethod {
    private static final byte[] NOTHING = "{}".getBytes(US_ASCII);

    private final OpenStreams streams;
    private final Object owner;

    /**
     * The method.
     *
     * @param owner whose streams they are
     */
    public ListenMethod(OpenStreams streams, Object owner) {
        this.streams = streams;
        this.owner = owner;
    }

    @Override
    public String name() {
        return "subscriptions/listen";
    }

    @Override
    public MethodCall read(ParamsReader params, Dialect dialect) {
        boolean hasFilter = false;
        for (String name = params.next(); name != null; name = params.next()) {
            if (name.equals("notifications")) {
                JsonParser filter = params.value();
                if (filter.currentToken() != JsonToken.START_OBJECT) {
                    throw new JsonRpcException(JsonRpcError.invalidParams("params.notifications must be an object"));
                }
                hasFilter = true;
            }
            params.skip();
        }
        if (!hasFilter) {
            throw new JsonRpcException(
                    JsonRpcError.invalidParams("params.notifications is missing: what to tell, {} for nothing"));
        }
        // A document's lists change only when it is loaded anew, which ends the stream: none of what can be asked for
        // is ever sent.
        return responder -> Subscription.open(responder, streams, owner, NOTHING);
    }
}
