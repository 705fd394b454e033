package dev.capstan.transport.internal.authentication;

import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.InboundRequest;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.RequestFilter;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/** Lets those requests go on whose senders an authenticator accepts, and answers the others. */
public final class AuthenticationFilter implements RequestFilter {
    private final Authenticator authenticator;

    /** A filter of one owner's requests. */
    public AuthenticationFilter(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void filter(HttpExchange exchange, Chain chain) {
        authenticator.authenticate(new Request(exchange), outcome -> {
            if (outcome instanceof AuthenticationOutcome.Accepted accepted) {
                exchange.principal(accepted.principal());
                accepted.responseFields().forEach(field -> exchange.responseField(field.name(), field.value()));
                chain.proceed();
            } else if (outcome instanceof AuthenticationOutcome.Refused refused) {
                refused.challenges().forEach(challenge -> exchange.responseField("www-authenticate", challenge));
                exchange.fail(refused.status(), refused.code(), refused.detail());
            } else if (outcome instanceof AuthenticationOutcome.Unavailable unavailable) {
                long millis = unavailable.retryAfter().toMillis();
                exchange.responseField("retry-after", Long.toString(Math.max(1, (millis + 999) / 1000)));
                exchange.fail(503, "authentication-unavailable", unavailable.detail());
            }
        });
    }

    /** The request as authenticators see it. */
    private record Request(HttpExchange exchange) implements InboundRequest {
        @Override
        public EventLoop eventLoop() {
            return exchange.eventLoop();
        }

        @Override
        public String method() {
            return exchange.method();
        }

        @Override
        public String target() {
            String query = exchange.rawQuery();
            return query == null ? exchange.rawPath() : exchange.rawPath() + "?" + query;
        }

        @Override
        public HeaderFields headers() {
            return exchange.headers();
        }

        @Override
        public @Nullable String takeQueryParameter(String name) {
            return exchange.takeQueryParameter(name);
        }
    }
}
