package dev.capstan.transport.internal.limit;

import dev.capstan.engine.configuration.RateLimit;
import dev.capstan.engine.exchange.Principal;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.RequestFilter;
import io.netty.util.AsciiString;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Refuses the requests of callers that call more often than they may (RFC 6585, section 4), and tells all how often that is, with the
 * fields of the IETF's draft "RateLimit header fields for HTTP". A caller is who the credentials name, or else the client's address:
 * of IPv6, the network that one customer has. Behind authentication.
 */
public final class RateLimitFilter implements RequestFilter {
    private static final AsciiString LIMIT = AsciiString.cached("ratelimit");
    private static final AsciiString POLICY = AsciiString.cached("ratelimit-policy");
    private static final AsciiString RETRY_AFTER = AsciiString.cached("retry-after");
    private static final int NETWORK_GROUPS = 4;

    private final CallerRates rates;
    private final String policy;
    private final String allowed;

    /** A filter that has seen no request. */
    public RateLimitFilter(RateLimit limit) {
        this(limit, System::nanoTime);
    }

    RateLimitFilter(RateLimit limit, LongSupplier nanoTime) {
        this.rates = new CallerRates(limit, nanoTime);
        long seconds = Math.max(1, limit.per().toSeconds());
        this.policy = "\"caller\";q=" + limit.requests() + ";w=" + seconds;
        this.allowed = "one caller may send " + limit.requests() + " requests in "
                + (limit.per().toMillis() % 1000 == 0
                        ? limit.per().toSeconds() + " s"
                        : limit.per().toMillis() + " ms")
                + " here";
    }

    @Override
    public void filter(HttpExchange exchange, Chain chain) {
        long left = rates.take(caller(exchange));
        exchange.responseField(POLICY, policy);
        if (left >= 0) {
            exchange.responseField(LIMIT, "\"caller\";r=" + left);
            chain.proceed();
            return;
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(-left - 1) + 1;
        exchange.responseField(LIMIT, "\"caller\";r=0;t=" + seconds);
        exchange.responseField(RETRY_AFTER, Long.toString(seconds));
        exchange.fail(429, "rate-limited", allowed + "; send the next one in " + seconds + " s");
    }

    private static String caller(HttpExchange exchange) {
        Principal principal = exchange.principal();
        if (principal != null) {
            return principal.scheme() + ' ' + principal.name();
        }
        String address = String.valueOf(exchange.callContext().clientAddress());
        int end = -1;
        for (int groups = 0; groups < NETWORK_GROUPS; groups++) {
            end = address.indexOf(':', end + 1);
            if (end < 0) {
                return address;
            }
        }
        return address.substring(0, end);
    }
}
