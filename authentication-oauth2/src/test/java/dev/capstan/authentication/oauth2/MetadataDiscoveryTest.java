package dev.capstan.authentication.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Accepted;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Unavailable;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorContext;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.testkit.TestEngineContext;
import dev.capstan.testkit.authentication.TestRequest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataDiscoveryTest {
    private static final SigningKey KEY = SigningKey.rsa("key");

    private final AuthorizationServer server = new AuthorizationServer()
            .nothingAt(AuthorizationServer.METADATA)
            .at("/jwks", AuthorizationServer.json(SigningKey.set(KEY)));
    private final TestEngineContext engine = new TestEngineContext();
    private Authenticator authenticator;

    @AfterEach
    void close() {
        if (authenticator != null) {
            authenticator.close();
        }
        engine.close();
        server.close();
    }

    private URI start(String issuerPath) {
        URI issuer = server.uri(issuerPath);
        authenticator = new OAuth2AuthenticatorProvider()
                .create(new AuthenticatorContext(
                        "fleet",
                        new InboundAuthentication.OAuth2(
                                issuer,
                                URI.create(Claims.RESOURCE),
                                List.of(),
                                null,
                                new InboundAuthentication.Validation.Jwks()),
                        engine));
        authenticator.start();
        return issuer;
    }

    private AuthenticationOutcome send(URI issuer) {
        String token = KEY.sign("RS256", new Claims(issuer, engine.clock()).toString());
        return TestRequest.get(engine.eventLoops().next(), "/ships")
                .field("Authorization", "Bearer " + token)
                .sendTo(authenticator);
    }

    private void awaitAccepted(URI issuer) {
        OAuth2Contract.await(() -> send(issuer) instanceof Accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "'',          /.well-known/oauth-authorization-server",
        "'',          /.well-known/openid-configuration",
        "/,           /.well-known/oauth-authorization-server",
        "/tenant,     /.well-known/oauth-authorization-server/tenant",
        "/tenant,     /tenant/.well-known/oauth-authorization-server",
        "/tenant,     /tenant/.well-known/openid-configuration",
        "/a%20b/c/,   /.well-known/oauth-authorization-server/a%20b/c",
        "/a%20b/c/,   /a%20b/c/.well-known/openid-configuration"
    })
    void findsTheMetadataWhereverItMayBe(String issuerPath, String path) {
        server.metadata(path, server.uri(issuerPath));
        awaitAccepted(start(issuerPath));
    }

    @Test
    void looksInOrder() {
        server.metadata("/tenant/.well-known/openid-configuration", server.uri("/tenant"));
        awaitAccepted(start("/tenant"));
        assertThat(server.paths())
                .containsExactly(
                        "/.well-known/oauth-authorization-server/tenant",
                        "/tenant/.well-known/oauth-authorization-server",
                        "/tenant/.well-known/openid-configuration",
                        "/jwks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"issuer\":\"https://other.example\",\"jwks_uri\":\"JWKS\"}",
                "{\"issuer\":\"ISSUER/\",\"jwks_uri\":\"JWKS\"}",
                "{\"issuer\":[\"ISSUER\"],\"jwks_uri\":\"JWKS\"}",
                "{\"jwks_uri\":\"JWKS\"}",
                "{\"issuer\":\"ISSUER\"}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":17}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"\"}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"%%%\"}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"/jwks\"}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"http://fleet.example/jwks\"}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"file:///etc/passwd\"}",
                "[]",
                "null",
                "",
                "<html>"
            })
    void metadataThatCannotBeTrustedIsNotUsed(String metadata) {
        String text = metadata.replace("ISSUER", server.uri("").toString())
                .replace("JWKS", server.uri("/jwks").toString());
        server.at(AuthorizationServer.METADATA, AuthorizationServer.json(text));
        URI issuer = start("");
        OAuth2Contract.await(() -> !server.paths().isEmpty());
        assertThat(send(issuer)).isInstanceOf(Unavailable.class);
        // The next place is right, and found at the next attempt, if not at this one.
        server.nothingAt(AuthorizationServer.METADATA);
        server.metadata("/.well-known/openid-configuration", issuer);
        awaitAccepted(issuer);
    }

    @Test
    void answers503WithRetryAfterUntilKeysAreThereAndDoesNotBlock() {
        CountDownLatch released = new CountDownLatch(1);
        URI issuer = server.uri("");
        server.at(AuthorizationServer.METADATA, (exchange, body) -> {
            try {
                released.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            AuthorizationServer.json("{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, server.uri("/jwks")))
                    .to(exchange, body);
        });
        start("");
        for (int i = 0; i < 3; i++) {
            AuthenticationOutcome outcome = send(issuer);
            assertThat(outcome).isInstanceOf(Unavailable.class);
            Unavailable unavailable = (Unavailable) outcome;
            assertThat(unavailable.retryAfter()).isPositive();
            assertThat(unavailable.detail()).contains("could not be fetched yet");
        }
        released.countDown();
        awaitAccepted(issuer);
    }

    @Test
    void fetchesAgainUntilTheServerIsThere() {
        server.at(AuthorizationServer.METADATA, AuthorizationServer.status(500));
        URI issuer = start("");
        OAuth2Contract.await(
                () -> server.asked("/.well-known/openid-configuration").size() == 1);
        server.metadata(AuthorizationServer.METADATA, issuer);
        awaitAccepted(issuer);
    }

    @Test
    void followsNoRedirect() {
        server.at(AuthorizationServer.METADATA, (exchange, body) -> {
            exchange.getResponseHeaders()
                    .add("Location", server.uri("/elsewhere").toString());
            exchange.sendResponseHeaders(302, -1);
        });
        start("");
        OAuth2Contract.await(
                () -> server.asked("/.well-known/openid-configuration").size() == 1);
        assertThat(server.asked("/elsewhere")).isEmpty();
    }

    @Test
    void asksNothingBeforeItIsStartedAndSendsNoCredentials() {
        server.metadata(AuthorizationServer.METADATA, server.uri(""));
        new OAuth2AuthenticatorProvider()
                .create(new AuthenticatorContext(
                        "harbour",
                        new InboundAuthentication.OAuth2(
                                server.uri(""),
                                URI.create(Claims.RESOURCE),
                                List.of(),
                                null,
                                new InboundAuthentication.Validation.Jwks()),
                        engine));
        assertThat(server.paths()).isEmpty();
        awaitAccepted(start(""));
        assertThat(server.asked("/jwks")).containsExactly(new AuthorizationServer.Asked("GET", "/jwks", "", ""));
    }
}
