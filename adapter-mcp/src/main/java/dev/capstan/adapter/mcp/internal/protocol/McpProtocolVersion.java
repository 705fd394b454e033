package dev.capstan.adapter.mcp.internal.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A version of the protocol that is spoken here, the oldest first. */
public enum McpProtocolVersion {
    V2024_11_05("2024-11-05"),
    V2025_03_26("2025-03-26"),
    V2025_06_18("2025-06-18"),
    V2025_11_25("2025-11-25"),
    V2026_07_28("2026-07-28");

    /** What {@code initialize} answers to a client that asks for a version unknown here. */
    public static final McpProtocolVersion NEWEST_WITH_HANDSHAKE = V2025_11_25;

    private static final McpProtocolVersion[] VALUES = values();
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final String text;

    McpProtocolVersion(String text) {
        this.text = text;
    }

    /** The version of that name; null when it is not spoken here. */
    public static @Nullable McpProtocolVersion of(String text) {
        for (McpProtocolVersion version : VALUES) {
            if (version.text.equals(text)) {
                return version;
            }
        }
        return null;
    }

    /** Whether that is the name of a version without sessions, one that may be unknown here included. */
    static boolean isModern(String text) {
        return DATE.matcher(text).matches() && text.compareTo(V2026_07_28.text) >= 0;
    }

    /** The versions that begin with {@code initialize}. */
    public static List<McpProtocolVersion> withHandshake() {
        return Arrays.stream(VALUES).filter(McpProtocolVersion::hasHandshake).toList();
    }

    /** The names of all, for messages. */
    static String names() {
        return Arrays.stream(VALUES).map(McpProtocolVersion::text).collect(Collectors.joining(", "));
    }

    /** Its name: a date. */
    public String text() {
        return text;
    }

    /** Whether it begins with {@code initialize}. */
    public boolean hasHandshake() {
        return this != V2026_07_28;
    }

    /** Whether wrong arguments are a tool's result, for the model to see and mend, and not an error of the protocol. */
    public boolean reportsArgumentsInResult() {
        return compareTo(V2025_11_25) >= 0;
    }

    /** Whether several messages may come as one array. */
    boolean takesBatches() {
        return compareTo(V2025_03_26) <= 0;
    }
}
