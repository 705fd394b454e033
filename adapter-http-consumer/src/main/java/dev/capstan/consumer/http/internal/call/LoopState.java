package dev.capstan.consumer.http.internal.call;

import dev.capstan.consumer.http.internal.authentication.DigestAuthentication;
import dev.capstan.consumer.http.internal.connection.EventLoopClient;
import dev.capstan.consumer.http.internal.request.Origin;
import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.spi.SecretMask;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the calls of one consumer on one event loop share. On that event loop. */
final class LoopState {
    /** Redirects lead to any number of origins; of more than this, the ones that were used first are forgotten. */
    private static final int MAX_OTHER_ORIGINS = 64;

    private final EventLoopClient client;
    private final NamespaceConfiguration configuration;
    private final Clock clock;
    private final @Nullable DigestAuthentication digest;
    private final SecretMask secrets;
    private final FailureLog failures;
    private final Origin home;
    private final Function<Origin, CircuitBreaker> breakers;
    private final BreakerWindow homeWindow;
    private final Map<Origin, BreakerWindow> otherWindows = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Origin, BreakerWindow> eldest) {
            return size() > MAX_OTHER_ORIGINS;
        }
    };
    private CallPolicy[][] policies = new CallPolicy[0][];

    /**
     * A state without calls.
     *
     * @param home the document's origin
     * @param breakers the circuit breakers of origins
     * @param digest null without digest authentication
     * @param secrets are masked in what is logged, and in where redirects lead
     */
    LoopState(
            EventLoopClient client,
            Origin home,
            Clock clock,
            Function<Origin, CircuitBreaker> breakers,
            @Nullable DigestAuthentication digest,
            SecretMask secrets) {
        this.client = client;
        this.configuration = client.settings().configuration();
        this.home = home;
        this.clock = clock;
        this.breakers = breakers;
        this.digest = digest;
        this.secrets = secrets;
        this.failures = new FailureLog(secrets);
        this.homeWindow = new BreakerWindow(breakers.apply(home));
    }

    EventLoopClient client() {
        return client;
    }

    /**
     * Masks secrets in where a redirect leads that is handed to the caller: an upstream that echoes a credential there would tell it
     * to clients.
     */
    void maskLocation(HttpHeaders headers) {
        String location = headers.get(HttpHeaderNames.LOCATION);
        if (location != null) {
            String masked = secrets.mask(location);
            if (!masked.equals(location)) {
                headers.set(HttpHeaderNames.LOCATION, masked);
            }
        }
    }

    FailureLog failures() {
        return failures;
    }

    private BreakerWindow window(Origin origin) {
        return origin == home || origin.equals(home)
                ? homeWindow
                : otherWindows.computeIfAbsent(origin, other -> new BreakerWindow(breakers.apply(other)));
    }

    /** The policies of calls to that target, in the order in which they decide; the first is a {@link DeadlinePolicy}. */
    CallPolicy[] policies(CallTarget target) {
        if (target.index() >= policies.length) {
            policies = Arrays.copyOf(policies, target.index() + 8);
        }
        CallPolicy[] known = policies[target.index()];
        if (known == null) {
            known = make(target);
            policies[target.index()] = known;
        }
        return known;
    }

    private CallPolicy[] make(CallTarget target) {
        List<CallPolicy> made = new ArrayList<>();
        made.add(new DeadlinePolicy(configuration.timeouts().call(), System::nanoTime));
        made.add(new StaleConnectionPolicy());
        made.add(new BreakerPolicy(this::window, new BreakerWindow(target.breaker())));
        if (digest != null) {
            made.add(new ChallengePolicy(digest));
        }
        if (target.followsRedirects()) {
            made.add(new RedirectPolicy(client::mayRedirectTo));
        }
        made.add(new RetryPolicy(configuration.retry().maxRetries(), clock, System::nanoTime));
        return made.toArray(new CallPolicy[0]);
    }
}
