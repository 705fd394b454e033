package dev.capstan.authentication.oauth2.internal.jwt;

import com.nimbusds.jose.JWSObject;
import dev.capstan.authentication.oauth2.internal.server.AuthorizationServerClient;
import dev.capstan.authentication.oauth2.internal.server.FetchException;
import dev.capstan.authentication.oauth2.internal.server.MetadataDiscovery;
import dev.capstan.authentication.oauth2.internal.server.Refreshed;
import dev.capstan.authentication.oauth2.internal.server.ServerMetadata;
import dev.capstan.authentication.oauth2.internal.token.ClaimsRules;
import dev.capstan.authentication.oauth2.internal.token.TokenClaims;
import dev.capstan.authentication.oauth2.internal.token.TokenDigest;
import dev.capstan.authentication.oauth2.internal.token.TokenFault;
import dev.capstan.authentication.oauth2.internal.token.TokenOutcomes;
import dev.capstan.authentication.oauth2.internal.token.TokenValidation;
import dev.capstan.authentication.oauth2.internal.token.TokenVerdict;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.authentication.AuthenticationListener;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens with the keys that the authorization server publishes. A signature is verified on the request's event loop:
 * it takes some tenths of a millisecond, once for each token.
 */
public final class JwtValidation implements TokenValidation {
    /** How many requests may wait for keys at once. */
    private static final int MOST_WAITING = 1_000;

    private final Clock clock;
    private final ClaimsRules rules;
    private final TokenOutcomes outcomes;
    private final AuthorizationServerClient client;
    private final MetadataDiscovery discovery;
    private final Refreshed<KeySet> keys;
    private final AtomicInteger waiting = new AtomicInteger();

    /** For that adapter. */
    public JwtValidation(
            String adapter, InboundAuthentication.OAuth2 settings, EngineContext engine, TokenOutcomes outcomes) {
        this.clock = engine.clock();
        this.rules = ClaimsRules.forJwts(settings);
        this.outcomes = outcomes;
        this.client = AuthorizationServerClient.of(engine);
        this.discovery = new MetadataDiscovery(client, settings.authorizationServer());
        this.keys = new Refreshed<>(
                engine,
                adapter + ": the keys of the authorization server " + settings.authorizationServer(),
                this::fetch);
    }

    private CompletionStage<KeySet> fetch(@Nullable KeySet previous) {
        return discovery.discover().thenCompose(metadata -> fetch(metadata, previous));
    }

    private CompletableFuture<KeySet> fetch(ServerMetadata metadata, @Nullable KeySet previous) {
        URI place = metadata.jwksUri();
        if (place == null) {
            return CompletableFuture.failedFuture(
                    new FetchException("its metadata has no jwks_uri; tokenValidation may have to be introspection"));
        }
        return client.get(place).thenApply(response -> {
            if (response.status() != 200) {
                throw new FetchException("jwks_uri answered with status " + response.status());
            }
            return KeySet.parse(response.body(), previous);
        });
    }

    @Override
    public void start() {
        keys.start();
    }

    @Override
    public void keepFresh() {
        if (keys.get() != null) {
            keys.keepFresh();
        }
    }

    @Override
    public long epoch() {
        KeySet current = keys.get();
        return current == null ? 0 : current.epoch();
    }

    @Override
    public void judge(String token, TokenDigest digest, EventLoop eventLoop, AuthenticationListener listener) {
        KeySet current = keys.get();
        if (current == null) {
            conclude(digest, unavailable(), 0, listener);
            return;
        }
        JWSObject jwt = SignedToken.parse(token);
        TokenFault fault = jwt == null ? TokenFault.NOT_SIGNED : SignedToken.judge(jwt.getHeader());
        if (fault != null || jwt == null) {
            TokenFault refused = Objects.requireNonNullElse(fault, TokenFault.NOT_SIGNED);
            conclude(digest, new TokenVerdict.Invalid(refused), current.epoch(), listener);
            return;
        }
        KeySet.Result result = current.verify(jwt);
        CompletableFuture<KeySet> fetch = result == KeySet.Result.UNKNOWN_KEY ? keys.refetch() : null;
        if (fetch != null) {
            await(fetch, jwt, digest, eventLoop, listener);
        } else if (result == KeySet.Result.UNKNOWN_KEY && keys.hasFailed()) {
            conclude(digest, unavailable(), 0, listener);
        } else {
            conclude(digest, verdict(result, jwt), current.epoch(), listener);
        }
    }

    /** The token's key may have been published since keys were fetched last. */
    private void await(
            CompletableFuture<KeySet> fetch,
            JWSObject jwt,
            TokenDigest digest,
            EventLoop eventLoop,
            AuthenticationListener listener) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            conclude(digest, unavailable(), 0, listener);
            return;
        }
        fetch.whenComplete((fetched, failure) -> eventLoop.execute(() -> {
            waiting.decrementAndGet();
            if (fetched == null) {
                conclude(digest, unavailable(), 0, listener);
            } else {
                conclude(digest, verdict(fetched.verify(jwt), jwt), fetched.epoch(), listener);
            }
        }));
    }

    private TokenVerdict verdict(KeySet.Result result, JWSObject jwt) {
        if (result != KeySet.Result.VERIFIED) {
            return new TokenVerdict.Invalid(
                    result == KeySet.Result.WRONG_SIGNATURE ? TokenFault.SIGNATURE : TokenFault.UNKNOWN_KEY);
        }
        TokenClaims claims = SignedToken.claims(jwt);
        TokenFault fault = claims == null ? TokenFault.CLAIMS : rules.judge(claims, clock.millis());
        if (fault != null || claims == null) {
            return new TokenVerdict.Invalid(Objects.requireNonNullElse(fault, TokenFault.CLAIMS));
        }
        long expires = Objects.requireNonNull(claims.expiresMillis());
        return new TokenVerdict.Valid(claims, expires + ClaimsRules.SKEW.toMillis());
    }

    private TokenVerdict unavailable() {
        return new TokenVerdict.Undecided(
                "access tokens cannot be verified now: the authorization server's keys could not be fetched yet",
                keys.retryAfter());
    }

    private void conclude(TokenDigest digest, TokenVerdict verdict, long epoch, AuthenticationListener listener) {
        listener.onOutcome(outcomes.conclude(digest, verdict, epoch));
    }

    @Override
    public void close() {
        keys.close();
    }
}
