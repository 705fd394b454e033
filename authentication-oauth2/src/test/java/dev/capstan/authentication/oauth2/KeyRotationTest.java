package dev.capstan.authentication.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Accepted;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Refused;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Unavailable;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorContext;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.testkit.TestEngineContext;
import dev.capstan.testkit.authentication.TestRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyRotationTest {
    private static final SigningKey FIRST = SigningKey.rsa("first");
    private static final SigningKey SECOND = SigningKey.rsa("second");
    private static final SigningKey THIRD = SigningKey.rsa("third");

    private final AuthorizationServer server = new AuthorizationServer();
    private final TestEngineContext engine = new TestEngineContext();
    private Authenticator authenticator;

    @AfterEach
    void close() {
        authenticator.close();
        engine.close();
        server.close();
    }

    private void start(SigningKey... keys) {
        publish(keys);
        authenticator = new OAuth2AuthenticatorProvider()
                .create(new AuthenticatorContext(
                        "fleet",
                        new InboundAuthentication.OAuth2(
                                server.uri(""),
                                URI.create(Claims.RESOURCE),
                                List.of(),
                                null,
                                new InboundAuthentication.Validation.Jwks()),
                        engine));
        authenticator.start();
        OAuth2Contract.await(() -> !(send("x") instanceof Unavailable));
    }

    private void publish(SigningKey... keys) {
        server.at("/jwks", AuthorizationServer.json(SigningKey.set(keys)));
    }

    private String token(SigningKey key) {
        return key.sign(
                "RS256",
                new Claims(server.uri(""), engine.clock()).expiresIn(100_000).toString());
    }

    private AuthenticationOutcome send(String token) {
        return TestRequest.get(engine.eventLoops().next(), "/ships")
                .field("Authorization", "Bearer " + token)
                .sendTo(authenticator);
    }

    private int fetches() {
        return server.asked("/jwks").size();
    }

    private void pause() {
        engine.clock().move(Duration.ofSeconds(30));
    }

    @Test
    void aRotatedKeyIsFetched() {
        start(FIRST);
        assertThat(send(token(FIRST))).isInstanceOf(Accepted.class);
        publish(FIRST, SECOND);
        pause();

        assertThat(send(token(SECOND))).isInstanceOf(Accepted.class);

        assertThat(fetches()).isEqualTo(2);
        assertThat(send(token(FIRST))).isInstanceOf(Accepted.class);
    }

    @Test
    void anUnknownKeyIsAskedForAtMostEvery30Seconds() {
        start(FIRST);
        for (int i = 0; i < 20; i++) {
            assertThat(send(token(SECOND))).isInstanceOf(Refused.class);
        }
        assertThat(fetches()).isEqualTo(1);
        publish(SECOND);
        engine.clock().move(Duration.ofMillis(29_999));
        assertThat(send(token(SECOND))).isInstanceOf(Refused.class);
        assertThat(fetches()).isEqualTo(1);
        engine.clock().move(Duration.ofMillis(1));
        assertThat(send(token(SECOND))).isInstanceOf(Accepted.class);
        assertThat(send(token(THIRD))).isInstanceOf(Refused.class);
        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void manyTokensWithUnknownKeysWaitForOneFetch() throws Exception {
        start(FIRST);
        pause();
        CountDownLatch released = new CountDownLatch(1);
        server.at("/jwks", (exchange, body) -> {
            try {
                released.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            AuthorizationServer.json(SigningKey.set(SECOND)).to(exchange, body);
        });
        List<CompletableFuture<AuthenticationOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String token = token(i % 2 == 0 ? SECOND : THIRD);
            outcomes.add(CompletableFuture.supplyAsync(() -> send(token), engine.blockingExecutor()));
        }
        OAuth2Contract.await(() -> fetches() == 2);
        assertThat(send(token(FIRST))).isInstanceOf(Accepted.class);
        released.countDown();

        for (int i = 0; i < 20; i++) {
            assertThat(outcomes.get(i).get(20, TimeUnit.SECONDS))
                    .isInstanceOf(i % 2 == 0 ? Accepted.class : Refused.class);
        }
        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void aTokenWithoutKeyIdentifierIsVerifiedWithARotatedKey() {
        start(FIRST);
        publish(SECOND);
        pause();
        String token = SECOND.sign(
                SECOND.header("RS256").keyID(null).build(), new Claims(server.uri(""), engine.clock()).toString());
        assertThat(send(token)).isInstanceOf(Accepted.class);
    }

    @Test
    void aWrongSignatureDoesNotCauseAFetch() {
        start(FIRST);
        pause();
        assertThat(send(SigningKey.rsa("first").sign("RS256", new Claims(server.uri(""), engine.clock()).toString())))
                .isInstanceOf(Refused.class);
        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void tokensOfAKeyThatIsGoneAreRefusedThoughTheyWereAccepted() {
        start(FIRST);
        String token = token(FIRST);
        assertThat(send(token)).isInstanceOf(Accepted.class);
        publish(SECOND);
        engine.clock().move(Duration.ofMinutes(15));
        // Fetches in the background, because the keys are old.
        send(token);
        OAuth2Contract.await(() -> send(token) instanceof Refused);
        assertThat(send(token(SECOND))).isInstanceOf(Accepted.class);
        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void keysStayWhileTheServerFails() {
        start(FIRST);
        for (AuthorizationServer.Answer broken : List.of(
                AuthorizationServer.status(500),
                AuthorizationServer.status(302),
                AuthorizationServer.json("{\"keys\":[]}"),
                AuthorizationServer.json("<html>"),
                AuthorizationServer.bytes(200, new byte[300 * 1024]))) {
            server.at("/jwks", broken);
            pause();
            assertThat(send(token(SECOND))).isInstanceOf(Unavailable.class);
            assertThat(send(token(SECOND))).isInstanceOf(Unavailable.class);
            assertThat(send(token(FIRST))).isInstanceOf(Accepted.class);
        }
        assertThat(fetches()).isEqualTo(6);
        publish(SECOND);
        pause();
        assertThat(send(token(SECOND))).isInstanceOf(Accepted.class);
    }

    @Test
    void keysThatMoveAreFound() {
        start(FIRST);
        server.nothingAt("/jwks");
        server.at("/keys", AuthorizationServer.json(SigningKey.set(SECOND)));
        server.at(
                AuthorizationServer.METADATA,
                AuthorizationServer.json(
                        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(server.uri(""), server.uri("/keys"))));
        pause();
        assertThat(send(token(SECOND))).isInstanceOf(Accepted.class);
    }
}
