package dev.capstan.testkit.adapter;

import dev.capstan.engine.exchange.Principal;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.authentication.AuthenticationListener;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorContext;
import dev.capstan.engine.spi.authentication.AuthenticatorProvider;
import dev.capstan.engine.spi.authentication.InboundRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets those in who know the token, in the place of whatever checks bearer tokens, and counts what it is asked to do. */
public final class GuardProvider implements AuthenticatorProvider {
    static final String TOKEN = "let-me-in";

    private static final Map<String, Guard> GUARDS = new ConcurrentHashMap<>();

    /** For the service loader. */
    public GuardProvider() {}

    /** The guard of the adapter of that name, which no other test uses. */
    static Guard of(String adapter) {
        return GUARDS.computeIfAbsent(adapter, any -> new Guard());
    }

    @Override
    public String scheme() {
        return "bearer";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public Authenticator create(AuthenticatorContext context) {
        return of(context.adapter());
    }

    /** Judges the callers of one adapter. */
    static final class Guard implements Authenticator {
        final AtomicInteger started = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        final AtomicInteger refused = new AtomicInteger();

        @Override
        public void authenticate(InboundRequest request, AuthenticationListener listener) {
            if (("Bearer " + TOKEN).equals(request.headers().get("authorization"))) {
                listener.onOutcome(new AuthenticationOutcome.Accepted(new Principal("caller", "bearer", List.of())));
            } else {
                refused.incrementAndGet();
                listener.onOutcome(new AuthenticationOutcome.Refused(
                        401, "unauthenticated", "say who you are", List.of("Bearer")));
            }
        }

        @Override
        public void start() {
            started.incrementAndGet();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
