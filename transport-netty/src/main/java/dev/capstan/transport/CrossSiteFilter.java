package dev.capstan.transport;

import io.netty.util.AsciiString;

/**
 * Refuses requests that a web page of another site makes a browser send, unless they only read: the upstream's credentials are not
 * for whatever page a user looks at. A browser sends simple requests without asking the server first, and says where they come from
 * (the Fetch standard's Origin field, and the Sec-Fetch-Site field of Fetch Metadata).
 */
public final class CrossSiteFilter implements RequestFilter {
    private static final AsciiString FETCH_SITE = AsciiString.cached("sec-fetch-site");

    private final OriginPolicy origins;

    /** {@code origins} are those whose pages may call. */
    public CrossSiteFilter(OriginPolicy origins) {
        this.origins = origins;
    }

    @Override
    public void filter(HttpExchange exchange, Chain chain) {
        if (isSafe(exchange.method()) || isAllowed(exchange)) {
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
