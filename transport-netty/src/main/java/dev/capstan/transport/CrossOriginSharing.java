package dev.capstan.transport;

import dev.capstan.engine.exchange.Body;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * The server's half of the Fetch standard's CORS protocol, for origins that are known to be allowed: tells browsers that they may
 * show a reply to the page that asked for it, and what such a page may send. Credentials that browsers add by themselves, such as
 * cookies, are never asked for.
 */
public final class CrossOriginSharing {
    private static final AsciiString ORIGIN = AsciiString.cached("origin");
    private static final AsciiString VARY = AsciiString.cached("vary");
    private static final AsciiString REQUEST_METHOD = AsciiString.cached("access-control-request-method");
    private static final AsciiString REQUEST_HEADERS = AsciiString.cached("access-control-request-headers");
    private static final AsciiString ALLOW_ORIGIN = AsciiString.cached("access-control-allow-origin");
    private static final AsciiString ALLOW_METHODS = AsciiString.cached("access-control-allow-methods");
    private static final AsciiString ALLOW_HEADERS = AsciiString.cached("access-control-allow-headers");
    private static final AsciiString EXPOSE_HEADERS = AsciiString.cached("access-control-expose-headers");
    private static final AsciiString MAX_AGE = AsciiString.cached("access-control-max-age");
    private static final AsciiString TEN_MINUTES = AsciiString.cached("600");
    private static final AsciiString ALL = AsciiString.cached("*");

    private CrossOriginSharing() {}

    /** The origin of the page that made the browser send the request; null when it comes from no other page. */
    public static @Nullable String origin(HttpExchange exchange) {
        return exchange.headers().get(ORIGIN);
    }

    /** Says on the reply that it depends on the origin that asks: caches must not hand it to another one. */
    public static void vary(HttpExchange exchange) {
        exchange.responseField(VARY, ORIGIN);
    }

    /** Lets the browser show the reply, all fields of it, to the page of that origin. */
    public static void share(HttpExchange exchange, String origin) {
        exchange.responseField(ALLOW_ORIGIN, origin);
        exchange.responseField(EXPOSE_HEADERS, ALL);
    }

    /** Whether a browser asks what a page may send, before it sends it. */
    public static boolean isPreflight(HttpExchange exchange) {
        return exchange.method().equals("OPTIONS") && exchange.headers().get(REQUEST_METHOD) != null;
    }

    /**
     * Answers such a question of an allowed origin: the page may send what it asks for, and whether that is served is said when it
     * does. Browsers ask without credentials, so that this goes before authentication.
     */
    public static void answerPreflight(HttpExchange exchange) {
        HttpResponseWriter writer = exchange.reply(204).header(MAX_AGE, TEN_MINUTES);
        String method = exchange.headers().get(REQUEST_METHOD);
        if (method != null) {
            writer.header(ALLOW_METHODS, method);
        }
        String headers = exchange.headers().get(REQUEST_HEADERS);
        if (headers != null) {
            writer.header(ALLOW_HEADERS, headers);
        }
        writer.send(Body.empty());
    }
}
