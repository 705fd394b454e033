package dev.capstan.authentication.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Refused;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Unavailable;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorProvider;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.testkit.authentication.AuthenticatorContract;
import dev.capstan.testkit.authentication.TestRequest;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** What tests of both kinds of validation share: an authorization server, and an adapter that trusts it. */
abstract class OAuth2Contract extends AuthenticatorContract {
    static final String METADATA_URL = "https://fleet.example/.well-known/oauth-protected-resource/mcp";
    static final String CHALLENGE_TAIL = "scope=\"ships:read\", resource_metadata=\"" + METADATA_URL + "\"";
    static final String MISSING = "Bearer realm=\"fleet\", " + CHALLENGE_TAIL;
    static final String INVALID = "Bearer realm=\"fleet\", error=\"invalid_token\", " + CHALLENGE_TAIL;
    static final String INSUFFICIENT = "Bearer realm=\"fleet\", error=\"insufficient_scope\", " + CHALLENGE_TAIL;

    final AuthorizationServer server = new AuthorizationServer();

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Override
    protected AuthenticatorProvider provider() {
        return new OAuth2AuthenticatorProvider();
    }

    @Override
    protected InboundAuthentication settings() {
        return settings(server.uri(""), null);
    }

    InboundAuthentication.OAuth2 settings(URI issuer, String audience) {
        return new InboundAuthentication.OAuth2(
                issuer, URI.create(Claims.RESOURCE), List.of("ships:read"), audience, validation());
    }

    abstract InboundAuthentication.Validation validation();

    @Override
    protected TestRequest withCredentials(EventLoop eventLoop, String characters) {
        return TestRequest.get(eventLoop, "/ships").field("Authorization", characters);
    }

    TestRequest withToken(String token) {
        return withCredentials(eventLoop(), "Bearer " + token);
    }

    @Override
    protected String principal() {
        return "captain";
    }

    @Override
    protected void awaitReady(Authenticator started) {
        await(() -> !(withToken("x").sendTo(started) instanceof Unavailable));
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 20 s").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** Has a token refused with 401 for that reason. */
    Refused invalid(String token, String reason) {
        Refused refused = refused(withToken(token));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("unauthenticated");
        assertThat(refused.challenges()).containsExactly(INVALID);
        assertThat(refused.detail()).contains(reason);
        return refused;
    }

    Unavailable unavailable(TestRequest request, Authenticator authenticator) {
        AuthenticationOutcome outcome = request.sendTo(authenticator);
        assertThat(outcome).isInstanceOf(Unavailable.class);
        Unavailable unavailable = (Unavailable) outcome;
        assertThat(unavailable.retryAfter()).isPositive();
        assertThat(unavailable.detail()).isNotBlank().doesNotContain(secrets());
        return unavailable;
    }
}
