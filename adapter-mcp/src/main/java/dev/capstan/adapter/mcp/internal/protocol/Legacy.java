package dev.capstan.adapter.mcp.internal.protocol;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The versions that begin with {@code initialize}, 2024-11-05 to 2025-11-25. Nothing is kept of a handshake over HTTP: every
 * request stands for itself.
 */
public final class Legacy implements Dialect {
    private final McpProtocolVersion version;
    private final Map<String, McpMethod> methods;

    /** That version, with these methods. */
    public Legacy(McpProtocolVersion version, Map<String, McpMethod> methods) {
        this.version = version;
        this.methods = Map.copyOf(methods);
    }

    @Override
    public McpProtocolVersion version() {
        return version;
    }

    @Override
    public @Nullable McpMethod method(String name) {
        return methods.get(name);
    }

    @Override
    public JsonRpcError methodNotFound(String message) {
        return new JsonRpcError(JsonRpcError.METHOD_NOT_FOUND, message, null, 200);
    }

    @Override
    public JsonRpcError resourceNotFound(String uri) {
        return new JsonRpcError(
                JsonRpcError.RESOURCE_NOT_FOUND,
                "there is no resource of this URI",
                JsonNodeFactory.instance.objectNode().put("uri", uri),
                200);
    }

    @Override
    public void beginResult(Freshness freshness, ByteBuf out) {
        // Its results begin with their own members.
    }

    @Override
    public boolean disconnectCancels() {
        return false;
    }
}
