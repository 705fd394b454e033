package dev.capstan.authentication.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.exchange.Principal;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Accepted;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Refused;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Unavailable;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.testkit.authentication.TestRequest;
import io.netty.channel.EventLoop;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntrospectionAuthenticatorTest extends OAuth2Contract {
    private static final String PATH = "/introspect";
    private static final String TOKEN = "2YotnFZFEjr1zCsicMWpAA+/==";

    /** What the server says of each token; others are not active. */
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    IntrospectionAuthenticatorTest() {
        server.at(PATH, (exchange, body) -> {
            String token =
                    URLDecoder.decode(body.replaceFirst("token=", "").replaceFirst("&.*", ""), StandardCharsets.UTF_8);
            AuthorizationServer.json(tokens.getOrDefault(token, "{\"active\":false}"))
                    .to(exchange, body);
        });
        tokens.put(
                TOKEN,
                "{\"active\":true,\"sub\":\"captain\",\"scope\":\"ships:read\",\"aud\":\"https://fleet.example/mcp\"}");
    }

    @Override
    InboundAuthentication.Validation validation() {
        return new InboundAuthentication.Validation.Introspection(new Secret("fleet client"), new Secret("s3cr:t&€"));
    }

    @Override
    protected TestRequest authorized(EventLoop eventLoop, Authenticator authenticator) {
        return withCredentials(eventLoop, "Bearer " + TOKEN);
    }

    @Override
    protected TestRequest unauthorized(EventLoop eventLoop, Authenticator authenticator) {
        return withCredentials(eventLoop, "Bearer another");
    }

    @Override
    protected List<String> secrets() {
        return List.of(TOKEN, "s3cr:t&€", "s3cr%3At%26%E2%82%AC");
    }

    private long seconds(long fromNow) {
        return engine().clock().instant().getEpochSecond() + fromNow;
    }

    private int asked() {
        return server.asked(PATH).size();
    }

    /** An active token of which the server says that besides. */
    private String token(String name, String more) {
        tokens.put(name, "{\"active\":true,\"scope\":\"ships:read\"" + (more.isEmpty() ? "" : "," + more) + "}");
        return name;
    }

    @Test
    void asksAsItsClientWithTheTokenInTheForm() {
        accepted(withToken(TOKEN));
        AuthorizationServer.Asked asked =
                server.asked(PATH).get(server.asked(PATH).size() - 1);
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.body()).isEqualTo("token=2YotnFZFEjr1zCsicMWpAA%2B%2F%3D%3D&token_type_hint=access_token");
        assertThat(asked.authorization())
                .isEqualTo("Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        "fleet+client:s3cr%3At%26%E2%82%AC".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void acceptsAnActiveToken() {
        assertThat(accepted(withToken(TOKEN)).principal())
                .isEqualTo(new Principal("captain", "oauth2", List.of("ships:read")));
    }

    @Test
    void refusesATokenThatIsNotActive() {
        invalid("unknown", "is not active");
    }

    @Test
    void cachesFor60SecondsAtMost() {
        int before = asked();
        accepted(withToken(token("a", "\"exp\":" + seconds(1000))));
        accepted(withToken("a"));
        engine().clock().move(Duration.ofMillis(59_999));
        accepted(withToken("a"));
        assertThat(asked()).isEqualTo(before + 1);
        tokens.remove("a");
        engine().clock().move(Duration.ofMillis(1));
        invalid("a", "is not active");
        assertThat(asked()).isEqualTo(before + 2);
    }

    @Test
    void cachesNoLongerThanTheTokenLives() {
        int before = asked();
        accepted(withToken(token("a", "\"exp\":" + seconds(10))));
        engine().clock().move(Duration.ofMillis(9_999));
        accepted(withToken("a"));
        assertThat(asked()).isEqualTo(before + 1);
        engine().clock().move(Duration.ofMillis(1));
        tokens.remove("a");
        invalid("a", "is not active");
        assertThat(asked()).isEqualTo(before + 2);
    }

    @Test
    void cachesRefusalsShortly() {
        int before = asked();
        invalid("a", "is not active");
        invalid("a", "is not active");
        assertThat(asked()).isEqualTo(before + 1);
        token("a", "");
        engine().clock().move(Duration.ofSeconds(10));
        accepted(withToken("a"));
    }

    @Test
    void asksOnceForATokenThatComesManyTimesAtOnce() throws Exception {
        int before = asked();
        CountDownLatch released = new CountDownLatch(1);
        server.at(PATH, (exchange, body) -> {
            try {
                released.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            AuthorizationServer.json("{\"active\":true,\"scope\":\"ships:read\"}")
                    .to(exchange, body);
        });
        List<CompletableFuture<AuthenticationOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            outcomes.add(CompletableFuture.supplyAsync(
                    () -> withToken("a").sendTo(authenticator()), engine().blockingExecutor()));
        }
        OAuth2Contract.await(() -> asked() == before + 1);
        released.countDown();
        for (CompletableFuture<AuthenticationOutcome> outcome : outcomes) {
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Accepted.class);
        }
        assertThat(asked()).isEqualTo(before + 1);
    }

    @Test
    void asksAboutNoMoreTokensAtOnceThanItsLimit() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        server.at(PATH, (exchange, body) -> {
            try {
                released.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            AuthorizationServer.json("{\"active\":false}").to(exchange, body);
        });
        List<CompletableFuture<AuthenticationOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String token = "t" + i;
            outcomes.add(CompletableFuture.supplyAsync(
                    () -> withToken(token).sendTo(authenticator()), engine().blockingExecutor()));
        }
        OAuth2Contract.await(
                () -> outcomes.stream().filter(CompletableFuture::isDone).count() == 36);
        released.countDown();
        int unavailable = 0;
        for (CompletableFuture<AuthenticationOutcome> outcome : outcomes) {
            unavailable += outcome.get(20, TimeUnit.SECONDS) instanceof Unavailable ? 1 : 0;
        }
        assertThat(unavailable).isEqualTo(36);
    }

    @Test
    void judgesWhatTheServerSaysOfAnActiveToken() {
        REFUSED_CLAIMS.forEach((claims, reason) -> {
            String text = claims.replace("ISSUER", server.uri("").toString())
                    .replace("PAST", String.valueOf(seconds(-60)))
                    .replace("SOON", String.valueOf(seconds(61)));
            invalid(token("t" + claims.hashCode(), text), reason);
        });
        accepted(withToken(token("bare", "")));
        accepted(withToken(token("issuer", "\"iss\":\"" + server.uri("") + "\"")));
    }

    private static final Map<String, String> REFUSED_CLAIMS = Map.of(
            "\"iss\":\"https://other.example\"", "from another issuer",
            "\"iss\":\"ISSUER/\"", "from another issuer",
            "\"aud\":\"https://other.example\"", "meant for another audience",
            "\"aud\":[\"a\",\"b\"]", "meant for another audience",
            "\"exp\":PAST", "has expired",
            "\"nbf\":SOON", "not valid yet",
            "\"exp\":\"soon\"", "malformed");

    @Test
    void anAudienceThatTheDocumentNamesHasToBeNamedByTheServer() {
        try (Authenticator other = create(settings(server.uri(""), "api://fleet"))) {
            other.start();
            awaitReady(other);
            assertThat(withToken(token("a", "")).sendTo(other)).isInstanceOf(Refused.class);
            assertThat(withToken(token("b", "\"aud\":[\"api://fleet\"]")).sendTo(other))
                    .isInstanceOf(Accepted.class);
        }
    }

    @Test
    void insufficientScopeNamesAllScopes() {
        tokens.put("a", "{\"active\":true,\"scope\":\"ships:write\"}");
        Refused refused = refused(withToken("a"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.challenges()).containsExactly(INSUFFICIENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "null", "<html>", "{\"active\":\"true\"}", "{\"active\":1}", "{\"active\":true"})
    void anAnswerThatIsNoIntrospectionIsNoVerdict(String answer) {
        server.at(PATH, AuthorizationServer.json(answer));
        unavailable(withToken("a"), authenticator());
        server.at(PATH, AuthorizationServer.json("{\"active\":true,\"scope\":\"ships:read\"}"));
        accepted(withToken("a"));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 400, 401, 403, 404, 429, 500, 503})
    void aStatusOtherThan200IsNoVerdict(int status) {
        server.at(PATH, AuthorizationServer.status(status));
        unavailable(withToken("a"), authenticator());
        server.at(PATH, AuthorizationServer.json("{\"active\":true,\"scope\":\"ships:read\"}"));
        accepted(withToken("a"));
    }

    @Test
    void anAnswerThatIsTooLargeIsNoVerdict() {
        server.at(
                PATH,
                AuthorizationServer.json(
                        "{\"active\":true,\"scope\":\"ships:read\",\"x\":\"" + "x".repeat(300_000) + "\"}"));
        unavailable(withToken("a"), authenticator());
    }

    @Test
    void aServerWithoutIntrospectionIsUnavailable() {
        server.at(
                AuthorizationServer.METADATA,
                AuthorizationServer.json("{\"issuer\":\"%s\"}".formatted(server.uri(""))));
        try (Authenticator other = create(settings())) {
            other.start();
            OAuth2Contract.await(
                    () -> unavailable(withToken("a"), other).detail().contains("offers no introspection"));
        }
    }

    @Test
    void answers503WithRetryAfterUntilTheMetadataIsThere() {
        server.nothingAt(AuthorizationServer.METADATA);
        try (Authenticator other = create(settings())) {
            other.start();
            assertThat(unavailable(withToken(TOKEN), other).detail()).contains("could not be fetched yet");
            server.metadata(AuthorizationServer.METADATA, server.uri(""));
            OAuth2Contract.await(() -> withToken(TOKEN).sendTo(other) instanceof Accepted);
        }
    }
}
