package dev.capstan.adapter.mcp.internal.host;

import dev.capstan.adapter.mcp.internal.protocol.ClientSession;
import dev.capstan.adapter.mcp.internal.protocol.Dialect;
import dev.capstan.adapter.mcp.internal.protocol.Freshness;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.ParamsReader;
import java.util.function.Predicate;

/** {@code resources/subscribe} and {@code resources/unsubscribe}: which resources a session hears of. */
final class SubscribeMethod implements McpMethod {
    private static final byte[] NOTHING = {};

    private final boolean subscribes;
    private final Predicate<String> exists;

    /**
     * A method.
     *
     * @param subscribes which of the two
     * @param exists whether there is a resource of that URI
     */
    SubscribeMethod(boolean subscribes, Predicate<String> exists) {
        this.subscribes = subscribes;
        this.exists = exists;
    }

    @Override
    public String name() {
        return subscribes ? "resources/subscribe" : "resources/unsubscribe";
    }

    @Override
    public MethodCall read(ParamsReader params, Dialect dialect) {
        HostParams given = HostParams.read(params, "uri");
        String uri = given.subject();
        return responder -> {
            ClientSession session = responder.channel().session();
            if (session == null) {
                responder.refuse(JsonRpcError.invalidRequest(
                        "subscriptions need the session of a client: send the Mcp-Session-Id that initialize gave"));
            } else if (!subscribes) {
                session.unsubscribe(uri);
                responder.result(NOTHING, Freshness.UNSAID);
            } else if (!exists.test(uri)) {
                responder.refuse(dialect.resourceNotFound(uri.length() <= 256 ? uri : uri.substring(0, 256)));
            } else if (session.subscribe(uri)) {
                responder.result(NOTHING, Freshness.UNSAID);
            } else {
                responder.refuse(JsonRpcError.internalError("too many subscriptions of one client"));
            }
        };
    }
}
