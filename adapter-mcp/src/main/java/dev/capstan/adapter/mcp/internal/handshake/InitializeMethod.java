package dev.capstan.adapter.mcp.internal.handshake;

import dev.capstan.adapter.mcp.internal.protocol.Dialect;
import dev.capstan.adapter.mcp.internal.protocol.Freshness;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.McpProtocolVersion;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.ParamsReader;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code initialize}: agrees on a version and tells what the server is. Over HTTP nothing is kept of it: every request stands for
 * itself.
 */
public final class InitializeMethod implements McpMethod {
    private final Map<McpProtocolVersion, byte[]> results = new EnumMap<>(McpProtocolVersion.class);

    /** The method. */
    public InitializeMethod(JsonMapper mapper, ServerDescription server) {
        for (McpProtocolVersion version : McpProtocolVersion.withHandshake()) {
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            result.put("protocolVersion", version.text());
            result.set("capabilities", server.capabilities());
            result.set("serverInfo", server.info());
            if (server.instructions() != null) {
                result.put("instructions", server.instructions());
            }
            results.put(version, DiscoverMethod.members(mapper, result));
        }
    }

    @Override
    public String name() {
        return "initialize";
    }

    @Override
    public MethodCall read(ParamsReader params, Dialect dialect) {
        String asked = null;
        for (String name = params.next(); name != null; name = params.next()) {
            if (name.equals("protocolVersion")) {
                asked = params.string(name);
            } else {
                params.skip();
            }
        }
        if (asked == null) {
            throw new JsonRpcException(JsonRpcError.invalidParams("params.protocolVersion is missing"));
        }
        McpProtocolVersion known = McpProtocolVersion.of(asked);
        McpProtocolVersion spoken =
                known == null || !known.hasHandshake() ? McpProtocolVersion.NEWEST_WITH_HANDSHAKE : known;
        byte[] result = Objects.requireNonNull(results.get(spoken));
        return responder -> {
            responder.channel().agreed(spoken);
            responder.result(result, Freshness.UNSAID);
        };
    }
}
