package dev.capstan.transport;

import dev.capstan.engine.spi.EngineContext;
import io.netty.util.AsciiString;

/**
 * Decides what web pages may do with a server. Those of allowed origins may call it and see its replies
 * ({@linkplain CrossOriginSharing the Fetch standard's CORS protocol}). Requests that a page of any other site makes a browser send
 * are refused, unless they only read: the upstream's credentials are not for whatever page a user looks at. A browser sends simple
 * requests without asking the server first, and says where they come from (the Fetch standard's Origin field, and the
 * Sec-Fetch-Site field of Fetch Metadata).
 */
public final class CrossOriginFilter implements RequestFilter {
    private static final AsciiString FETCH_SITE = AsciiString.cached("sec-fetch-site");

    private final OriginPolicy origins;

    /** {@code origins} are those whose pages may call. */
    public CrossOriginFilter(OriginPolicy origins) {
        this.origins = origins;
    }

    /** The filter that the engine's configuration asks for. */
    public static CrossOriginFilter of(EngineContext engine) {
        return new CrossOriginFilter(OriginPolicy.of(engine));
    }

    @Override
    public void filter(HttpExchange exchange, Chain chain) {
        if (origins.namesAny()) {
            CrossOriginSharing.vary(exchange);
        }
        String origin = CrossOriginSharing.origin(exchange);
        boolean isSafe = isSafe(exchange.method());
        if (origin == null && isSafe) {
            chain.proceed();
            return;
        }
        boolean isAllowed = isAllowed(exchange);
        if (isAllowed && origin != null) {
            CrossOriginSharing.share(exchange, origin);
            if (CrossOriginSharing.isPreflight(exchange)) {
                CrossOriginSharing.answerPreflight(exchange);
                return;
            }
        }
        if (isAllowed || isSafe) {
            chain.proceed();
        } else {
            exchange.fail(
                    403,
                    "cross-site-request",
                    "web pages of another site may not call " + exchange.method()
                            + " here; the operator can add their origin to the allowed origins");
        }
    }

    private boolean isAllowed(HttpExchange exchange) {
        boolean crossSite = "cross-site".equalsIgnoreCase(exchange.headers().get(FETCH_SITE));
        return crossSite ? origins.names(exchange.headers()) : origins.allows(exchange.headers());
    }

    /** RFC 9110, section 9.2.1. */
    private static boolean isSafe(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }
}
