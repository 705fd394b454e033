package dev.capstan.adapter.mcp;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code initialize}: agrees on a version and tells what the server is. Nothing is kept of it: every request stands for
 * itself.
 */
final class InitializeMethod implements McpMethod {
    private final Map<McpProtocolVersion, byte[]> results = new EnumMap<>(McpProtocolVersion.class);

    /**
     * @param server what the server says of itself
     */
    InitializeMethod(JsonMapper mapper, ServerDescription server) {
        for (McpProtocolVersion version : McpProtocolVersion.values()) {
            ObjectNode result = mapper.createObjectNode();
            result.put("protocolVersion", version.text());
            result.putObject("capabilities").putObject("tools");
            ObjectNode info = result.putObject("serverInfo");
            info.put("name", server.name());
            info.put("title", server.title());
            info.put("version", server.version());
            if (server.instructions() != null) {
                result.put("instructions", server.instructions());
            }
            results.put(version, mapper.writeValueAsBytes(result));
        }
    }

    /**
     * What the server says of itself.
     *
     * @param name its name for programs
     * @param title its name for people
     * @param version of the software
     * @param instructions how to use it, for models
     */
    record ServerDescription(
            String name,
            String title,
            String version,
            @Nullable String instructions) {}

    @Override
    public String name() {
        return "initialize";
    }

    @Override
    public MethodCall read(ParamsReader params, McpProtocolVersion version) {
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
        McpProtocolVersion spoken = McpProtocolVersion.of(asked);
        byte[] result =
                Objects.requireNonNull(results.get(spoken == null ? McpProtocolVersion.NEWEST_WITH_HANDSHAKE : spoken));
        return responder -> responder.result(result);
    }
}
