package dev.capstan.adapter.mcp.internal.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client sends and takes, by its header fields. */
final class Accepted {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private Accepted() {}

    static boolean isJson(@Nullable String contentType) {
        if (contentType == null || !contentType.regionMatches(true, 0, JSON, 0, JSON.length())) {
            return false;
        }
        String parameters = contentType.substring(JSON.length()).stripLeading();
        return parameters.isEmpty() || parameters.charAt(0) == ';';
    }

    /** Lenient: clients that only name event streams get JSON all the same, as the protocol lets a server choose. */
    static boolean takesJson(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return true;
        }
        String types = accept.toLowerCase(Locale.ROOT);
        return types.contains(JSON)
                || takesAnything(types)
                || types.contains("application/*")
                || types.contains(EVENTS);
    }

    /** Whether messages can go before the answer. */
    static boolean takesEvents(@Nullable String accept) {
        if (accept == null) {
            return false;
        }
        String types = accept.toLowerCase(Locale.ROOT);
        return types.contains(EVENTS) || takesAnything(types);
    }

    /** Whether the client asks for nothing but an event stream, as it does to hear of what happens. */
    static boolean asksForEvents(@Nullable String accept) {
        return accept != null && accept.toLowerCase(Locale.ROOT).contains(EVENTS);
    }

    private static boolean takesAnything(String types) {
        return types.contains("*/*");
    }
}
