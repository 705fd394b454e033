package dev.capstan.adapter.mcp.internal.handshake;

import dev.capstan.adapter.mcp.internal.protocol.Dialect;
import dev.capstan.adapter.mcp.internal.protocol.Freshness;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.McpProtocolVersion;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.ParamsReader;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code server/discover}: tells what the server is, to clients that begin without a handshake. */
public final class DiscoverMethod implements McpMethod {
    private final byte[] result;

    /** The method. */
    public DiscoverMethod(JsonMapper mapper, ServerDescription server) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.putArray("supportedVersions").add(McpProtocolVersion.V2026_07_28.text());
        members.set("capabilities", server.capabilities());
        if (server.instructions() != null) {
            members.put("instructions", server.instructions());
        }
        this.result = members(mapper, members);
    }

    /** The JSON of an object that is not empty, without its braces. */
    static byte[] members(JsonMapper mapper, ObjectNode object) {
        byte[] json = mapper.writeValueAsBytes(object);
        return Arrays.copyOfRange(json, 1, json.length - 1);
    }

    @Override
    public String name() {
        return "server/discover";
    }

    @Override
    public MethodCall read(ParamsReader params, Dialect dialect) {
        params.skipAll();
        return responder -> responder.result(result, Freshness.LIST);
    }
}
