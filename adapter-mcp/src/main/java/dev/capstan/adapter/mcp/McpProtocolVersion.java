package dev.capstan.adapter.mcp;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A version of the protocol that is spoken here, the oldest first. */
enum McpProtocolVersion {
    V2025_06_18("2025-06-18", false),
    V2025_11_25("2025-11-25", true);

    /** What {@code initialize} answers to a client that asks for a version unknown here. */
    static final McpProtocolVersion NEWEST_WITH_HANDSHAKE = V2025_11_25;

    /**
     * What a request without {@code MCP-Protocol-Version} is taken as. Without sessions, nothing but the header could tell
     * which version was negotiated. The specification's own fallback, 2025-03-26, is not spoken here. So it is the newest
     * version in which the header may be absent, as it is from {@code initialize} itself; later versions require it on
     * every request.
     */
    static final McpProtocolVersion WITHOUT_HEADER = V2025_11_25;

    private final String text;
    private final boolean argumentsInResult;

    McpProtocolVersion(String text, boolean argumentsInResult) {
        this.text = text;
        this.argumentsInResult = argumentsInResult;
    }

    /** The version of that name; null when it is not spoken here. */
    static @Nullable McpProtocolVersion of(String text) {
        for (McpProtocolVersion version : VALUES) {
            if (version.text.equals(text)) {
                return version;
            }
        }
        return null;
    }

    /** All names, for messages. */
    static String names() {
        return Arrays.stream(VALUES).map(McpProtocolVersion::text).collect(Collectors.joining(", "));
    }

    private static final McpProtocolVersion[] VALUES = values();

    /** Its name: a date. */
    String text() {
        return text;
    }

    /** Whether wrong arguments are a tool's result, for the model to see and mend, and not an error of the protocol. */
    boolean reportsArgumentsInResult() {
        return argumentsInResult;
    }
}
