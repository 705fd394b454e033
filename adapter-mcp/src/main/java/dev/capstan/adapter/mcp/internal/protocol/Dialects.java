package dev.capstan.adapter.mcp.internal.protocol;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The dialects that one server speaks. Immutable. */
public final class Dialects {
    private final Map<McpProtocolVersion, Legacy> legacy = new EnumMap<>(McpProtocolVersion.class);
    private final Modern modern;

    /**
     * All versions.
     *
     * @param withHandshake the methods of versions with a handshake, by name
     * @param modern the one without
     */
    public Dialects(Map<String, McpMethod> withHandshake, Modern modern) {
        for (McpProtocolVersion version : McpProtocolVersion.withHandshake()) {
            legacy.put(version, new Legacy(version, withHandshake));
        }
        this.modern = modern;
    }

    /** The one without a handshake. */
    public Modern modern() {
        return modern;
    }

    /** That of a version with a handshake. */
    public Legacy of(McpProtocolVersion version) {
        Legacy found = legacy.get(version);
        if (found == null) {
            throw new IllegalArgumentException(version + " has no handshake");
        }
        return found;
    }

    /**
     * The dialect that a request's header fields speak of; null when there is none. Without any they are those of 2025-03-26, which is
     * the newest version that had none.
     */
    public @Nullable Dialect of(RequestHeaders headers) {
        if (headers.areModern()) {
            return modern;
        }
        String named = headers.version();
        if (named == null) {
            return of(McpProtocolVersion.V2025_03_26);
        }
        McpProtocolVersion version = McpProtocolVersion.of(named);
        return version == null ? null : of(version);
    }

    /** What is answered to a version that is not spoken. */
    public JsonRpcError unsupported() {
        return JsonRpcError.invalidRequest(
                "unsupported MCP-Protocol-Version: supported are " + McpProtocolVersion.names());
    }
}
