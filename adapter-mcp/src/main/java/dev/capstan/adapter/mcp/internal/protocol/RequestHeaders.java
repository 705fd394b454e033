package dev.capstan.adapter.mcp.internal.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What the header fields of an HTTP request say of the message in its body; each null when it is absent.
 *
 * @param version {@code MCP-Protocol-Version}
 * @param method {@code Mcp-Method}
 * @param name {@code Mcp-Name}
 */
public record RequestHeaders(
        @Nullable String version,
        @Nullable String method,
        @Nullable String name) {
    /** Whether they are those of a version without sessions; a version that is known decides. */
    public boolean areModern() {
        McpProtocolVersion known = version == null ? null : McpProtocolVersion.of(version);
        return known != null
                ? !known.hasHandshake()
                : method != null || (version != null && McpProtocolVersion.isModern(version));
    }

    /**
     * Where they say something else than the message, or too little.
     *
     * @param subject what {@code Mcp-Name} has to say; null when it need not say anything
     * @return a sentence; null when they agree
     */
    @Nullable
    String contradiction(String messageVersion, String messageMethod, @Nullable String subject) {
        String wrong = difference("MCP-Protocol-Version", version, messageVersion);
        if (wrong == null) {
            wrong = difference("Mcp-Method", method, messageMethod);
        }
        return wrong == null && subject != null ? difference("Mcp-Name", name, subject) : wrong;
    }

    private static @Nullable String difference(String field, @Nullable String sent, String message) {
        if (sent == null) {
            return "the header field " + field + " is missing";
        }
        String value = HeaderValue.decoded(sent);
        return value == null
                ? "the header field " + field + " is no UTF-8 in base64"
                : value.equals(message) ? null : "the header field " + field + " says something else than the message";
    }
}
