package dev.capstan.adapter.mcp;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.ReplyWriter;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may call (RFC 6454, and the Fetch standard's CORS protocol): those of this very server, those of the
 * loopback, and those that the operator allows. Requests that name no origin do not come from a web page.
 */
final class CrossOrigin {
    private static final AsciiString ORIGIN = AsciiString.cached("origin");
    private static final AsciiString HOST = AsciiString.cached("host");
    private static final AsciiString VARY = AsciiString.cached("vary");
    private static final AsciiString ALLOW_ORIGIN = AsciiString.cached("access-control-allow-origin");
    private static final AsciiString ALLOW_METHODS = AsciiString.cached("access-control-allow-methods");
    private static final AsciiString ALLOW_HEADERS = AsciiString.cached("access-control-allow-headers");
    private static final AsciiString MAX_AGE = AsciiString.cached("access-control-max-age");
    private static final String HEADERS = "content-type, accept, authorization, mcp-protocol-version, mcp-session-id";

    private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    private final Set<String> allowed;

    /**
     * @param allowed what the operator allows
     */
    CrossOrigin(List<String> allowed) {
        this.allowed =
                allowed.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a request may go on. */
    boolean allows(HeaderFields headers) {
        String origin = headers.get(ORIGIN);
        return origin == null || allows(origin.toLowerCase(Locale.ROOT), headers.get(HOST));
    }

    /** Whether the listener's own name was asked for was checked before: a page cannot make up its Host. */
    private boolean allows(String origin, @Nullable String host) {
        int scheme = origin.indexOf("://");
        if (scheme < 0) {
            return allowed.contains(origin);
        }
        String authority = origin.substring(scheme + 3);
        return authority.equalsIgnoreCase(host) || isLoopback(authority) || allowed.contains(origin);
    }

    private static boolean isLoopback(String authority) {
        if (authority.startsWith("[::1]")) {
            return authority.length() == 5 || isPort(authority, 5);
        }
        int colon = authority.indexOf(':');
        String name = colon < 0 ? authority : authority.substring(0, colon);
        return (colon < 0 || isPort(authority, colon))
                && (name.equals("localhost") || LOOPBACK.matcher(name).matches());
    }

    private static boolean isPort(String authority, int colon) {
        return authority.charAt(colon) == ':'
                && authority.length() > colon + 1
                && authority.chars().skip(colon + 1L).allMatch(c -> c >= '0' && c <= '9');
    }

    /** Lets the page that asked see the reply. */
    static void allow(HttpExchange exchange, ReplyWriter writer) {
        String origin = exchange.headers().get(ORIGIN);
        if (origin != null) {
            writer.header(ALLOW_ORIGIN, origin).header(VARY, "origin");
        }
    }

    /** Answers a browser that asks whether a page may call. */
    static void answerPreflight(HttpExchange exchange) {
        ReplyWriter writer = exchange.reply(204).header("allow", "POST, OPTIONS");
        if (exchange.headers().get(ORIGIN) != null) {
            writer.header(ALLOW_METHODS, "POST").header(ALLOW_HEADERS, HEADERS).header(MAX_AGE, "600");
        }
        allow(exchange, writer);
        writer.send(Body.empty());
    }
}
