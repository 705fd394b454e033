package dev.capstan.authentication.oauth2.internal.introspection;

import dev.capstan.authentication.oauth2.internal.server.AuthorizationServerClient;
import dev.capstan.authentication.oauth2.internal.server.AuthorizationServerClient.Response;
import dev.capstan.authentication.oauth2.internal.server.MetadataDiscovery;
import dev.capstan.authentication.oauth2.internal.server.Refreshed;
import dev.capstan.authentication.oauth2.internal.server.ServerMetadata;
import dev.capstan.authentication.oauth2.internal.token.ClaimsRules;
import dev.capstan.authentication.oauth2.internal.token.TokenDigest;
import dev.capstan.authentication.oauth2.internal.token.TokenOutcomes;
import dev.capstan.authentication.oauth2.internal.token.TokenValidation;
import dev.capstan.authentication.oauth2.internal.token.TokenVerdict;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.authentication.AuthenticationListener;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.http.uri.PercentEncoder;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the authorization server about tokens (RFC 7662): once for each, whoever else sends it meanwhile. */
public final class IntrospectionValidation implements TokenValidation {
    private static final Logger LOG = LoggerFactory.getLogger(IntrospectionValidation.class);

    /** How many tokens the server is asked about at once. */
    private static final int MOST_ASKED = 64;

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String adapter;
    private final Clock clock;
    private final String authorization;
    private final IntrospectionResponse responses;
    private final TokenOutcomes outcomes;
    private final AuthorizationServerClient client;
    private final Refreshed<ServerMetadata> metadata;
    private final Semaphore permits = new Semaphore(MOST_ASKED);
    private final ConcurrentMap<TokenDigest, CompletableFuture<AuthenticationOutcome>> asked =
            new ConcurrentHashMap<>();

    /** For that adapter, as that client of the authorization server. */
    public IntrospectionValidation(
            String adapter,
            InboundAuthentication.OAuth2 settings,
            InboundAuthentication.Validation.Introspection credentials,
            EngineContext engine,
            TokenOutcomes outcomes) {
        this.adapter = adapter;
        this.clock = engine.clock();
        this.authorization = authorization(credentials);
        this.responses = new IntrospectionResponse(ClaimsRules.forIntrospection(settings));
        this.outcomes = outcomes;
        this.client = AuthorizationServerClient.of(engine);
        MetadataDiscovery discovery = new MetadataDiscovery(client, settings.authorizationServer());
        this.metadata = new Refreshed<>(
                engine,
                adapter + ": the metadata of the authorization server " + settings.authorizationServer(),
                previous -> discovery.discover());
    }

    /** RFC 6749, section 2.3.1: both are encoded as in a form first. */
    private static String authorization(InboundAuthentication.Validation.Introspection credentials) {
        String pair = encoded(credentials.clientId().reveal()) + ":"
                + encoded(credentials.clientSecret().reveal());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    /** As a value of application/x-www-form-urlencoded (RFC 6749, appendix B), where a space is a plus sign. */
    private static String encoded(String text) {
        return new String(PercentEncoder.value(text), StandardCharsets.US_ASCII).replace("%20", "+");
    }

    @Override
    public void start() {
        metadata.start();
    }

    @Override
    public void keepFresh() {
        if (metadata.get() != null) {
            metadata.keepFresh();
        }
    }

    /** What the server has said does not rest on keys. */
    @Override
    public long epoch() {
        return 0;
    }

    @Override
    public void judge(String token, TokenDigest digest, EventLoop eventLoop, AuthenticationListener listener) {
        ServerMetadata known = metadata.get();
        URI endpoint = known == null ? null : known.introspectionEndpoint();
        if (endpoint == null) {
            String detail = known == null
                    ? "access tokens cannot be checked now: the authorization server's metadata could not be fetched yet"
                    : "access tokens cannot be checked: the authorization server offers no introspection";
            listener.onOutcome(outcome(digest, new TokenVerdict.Undecided(detail, metadata.retryAfter())));
            return;
        }
        CompletableFuture<AuthenticationOutcome> mine = new CompletableFuture<>();
        CompletableFuture<AuthenticationOutcome> first = asked.putIfAbsent(digest, mine);
        if (first == null) {
            ask(endpoint, token, digest, mine);
        }
        (first == null ? mine : first)
                .whenComplete((outcome, failure) -> eventLoop.execute(() -> listener.onOutcome(outcome)));
    }

    /** Completes the future normally, whatever happens. */
    private void ask(URI endpoint, String token, TokenDigest digest, CompletableFuture<AuthenticationOutcome> mine) {
        if (!permits.tryAcquire()) {
            asked.remove(digest);
            mine.complete(outcome(
                    digest,
                    new TokenVerdict.Undecided(
                            "too many access tokens are being checked: try again in a moment", RETRY)));
            return;
        }
        client.post(endpoint, authorization, "token=" + encoded(token) + "&token_type_hint=access_token")
                .whenComplete((response, failure) -> {
                    permits.release();
                    // Remembered first, so that nobody asks again in between.
                    AuthenticationOutcome outcome = outcome(digest, verdict(response, failure));
                    asked.remove(digest);
                    mine.complete(outcome);
                });
    }

    private TokenVerdict verdict(@Nullable Response response, @Nullable Throwable failure) {
        TokenVerdict verdict = response != null && response.status() == 200
                ? responses.verdict(response.body(), clock.millis())
                : null;
        if (verdict != null) {
            return verdict;
        }
        if (response == null) {
            LOG.warn("{}: introspection failed: {}", adapter, failure == null ? "" : failure.getMessage());
        } else if (response.status() == 401 || response.status() == 403) {
            LOG.error(
                    "{}: the authorization server refuses introspection with status {}: correct oauth2.{}.client-id and"
                            + " client-secret in the configuration",
                    adapter,
                    response.status(),
                    adapter);
        } else {
            LOG.warn(
                    "{}: introspection failed: the authorization server answered with status {}{}",
                    adapter,
                    response.status(),
                    response.status() == 200 ? " and no introspection response" : "");
        }
        return new TokenVerdict.Undecided("access tokens cannot be checked now: the authorization server fails", RETRY);
    }

    private AuthenticationOutcome outcome(TokenDigest digest, TokenVerdict verdict) {
        return outcomes.conclude(digest, verdict, epoch());
    }

    @Override
    public void close() {
        metadata.close();
    }
}
