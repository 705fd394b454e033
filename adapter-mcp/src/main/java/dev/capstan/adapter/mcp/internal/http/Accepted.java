package dev.capstan.adapter.mcp.internal.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client sends and takes, by its header fields. */
final class Accepted {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";
    private static final Pattern REFUSED = Pattern.compile("\\s*q\\s*=\\s*0(\\.0*)?\\s*");

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

    /** Whether the client takes gzip, by its lines of Accept-Encoding (RFC 9110, section 12.5.3). */
    static boolean takesGzip(List<String> acceptEncoding) {
        boolean takesAny = false;
        for (String line : acceptEncoding) {
            for (String coding : line.toLowerCase(Locale.ROOT).split(",", -1)) {
                String[] parts = coding.split(";", 2);
                String name = parts[0].strip();
                boolean isTaken =
                        parts.length == 1 || !REFUSED.matcher(parts[1]).matches();
                if (name.equals("gzip") || name.equals("x-gzip")) {
                    return isTaken;
                }
                takesAny |= name.equals("*") && isTaken;
            }
        }
        return takesAny;
    }

    private static boolean takesAnything(String types) {
        return types.contains("*/*");
    }
}
