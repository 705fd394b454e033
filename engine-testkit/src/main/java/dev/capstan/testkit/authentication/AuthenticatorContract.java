package dev.capstan.testkit.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Accepted;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Refused;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorContext;
import dev.capstan.engine.spi.authentication.AuthenticatorProvider;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.engine.spi.authentication.PublicDocument;
import dev.capstan.testkit.TestEngineContext;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every authenticator keeps to. The test of a provider extends this, says how right and wrong credentials look, and adds
 * what is particular to its scheme. {@link TestRequest#sendTo} checks that there is exactly one outcome, on the event loop.
 */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
public abstract class AuthenticatorContract {
    private static final int CALLERS = 4;
    private static final int CALLS = 25;

    private final TestEngineContext engine = new TestEngineContext();
    private Authenticator authenticator;

    /** For subclasses. */
    protected AuthenticatorContract() {}

    /** The provider under test. */
    protected abstract AuthenticatorProvider provider();

    /** Settings with secrets that {@link #secrets} names. */
    protected abstract InboundAuthentication settings();

    /** A request with the right credentials; may ask the authenticator for a challenge first. */
    protected abstract TestRequest authorized(EventLoop eventLoop, Authenticator authenticator);

    /** A request with credentials of the scheme that are well-formed and wrong. */
    protected abstract TestRequest unauthorized(EventLoop eventLoop, Authenticator authenticator);

    /** A request with those characters where the credentials are expected. */
    protected abstract TestRequest withCredentials(EventLoop eventLoop, String characters);

    /** The name of the principal of {@link #authorized}. */
    protected abstract String principal();

    /** What must never be shown. */
    protected abstract List<String> secrets();

    /** Waits until callers can be judged. */
    protected void awaitReady(Authenticator started) {}

    /** What the authenticator was made with. */
    protected final TestEngineContext engine() {
        return engine;
    }

    /** The authenticator under test, started. */
    protected final Authenticator authenticator() {
        return authenticator;
    }

    /** Another one with those settings, not started. */
    protected final Authenticator create(InboundAuthentication settings) {
        return provider().create(new AuthenticatorContext("fleet", settings, engine));
    }

    /** An event loop. */
    protected final EventLoop eventLoop() {
        return engine.eventLoops().next();
    }

    /** Sends a request without credentials. */
    protected final Refused refusedWithoutCredentials() {
        return refused(TestRequest.get(eventLoop(), "/ships"));
    }

    /** Sends a request that has to be refused. */
    protected final Refused refused(TestRequest request) {
        AuthenticationOutcome outcome = request.sendTo(authenticator);
        assertThat(outcome).isInstanceOf(Refused.class);
        return (Refused) outcome;
    }

    /** Sends a request that has to be accepted. */
    protected final Accepted accepted(TestRequest request) {
        AuthenticationOutcome outcome = request.sendTo(authenticator);
        assertThat(outcome).isInstanceOf(Accepted.class);
        return (Accepted) outcome;
    }

    @BeforeEach
    void start() {
        authenticator = create(settings());
        authenticator.start();
        awaitReady(authenticator);
    }

    @AfterEach
    void close() {
        authenticator.close();
        engine.close();
    }

    @Test
    void theProviderIsFoundAndSaysWhatItIs() {
        AuthenticatorProvider provider = provider();
        assertThat(ServiceLoader.load(AuthenticatorProvider.class)).hasAtLeastOneElementOfType(provider.getClass());
        assertThat(provider.spiVersion()).isEqualTo(SpiVersion.CURRENT);
        assertThat(provider.scheme()).isNotBlank().isEqualTo(provider.scheme().toLowerCase(Locale.ROOT));
    }

    @Test
    void acceptsTheRightCredentials() {
        Accepted accepted = accepted(authorized(eventLoop(), authenticator));

        assertThat(accepted.principal().name()).isEqualTo(principal());
        assertThat(accepted.principal().scheme()).isEqualTo(provider().scheme());
        assertHidesSecrets(accepted.toString());
    }

    @Test
    void refusesARequestWithoutCredentials() {
        assertAsksForCredentials(refusedWithoutCredentials());
    }

    @Test
    void refusesWrongCredentials() {
        assertAsksForCredentials(refused(unauthorized(eventLoop(), authenticator)));
    }

    @Test
    void refusesMalformedCredentialsWithoutThrowing() {
        for (String characters : malformed()) {
            assertRefusal(refused(withCredentials(eventLoop(), characters)));
        }
    }

    @Test
    void refusesEveryPieceOfTheRightField() {
        TestRequest right = authorized(eventLoop(), authenticator);
        fields(right).forEach((name, value) -> {
            for (int length = 0; length < value.length(); length++) {
                TestRequest cut = TestRequest.get(eventLoop(), right.target()).field(name, value.substring(0, length));
                assertRefusal(refused(cut));
            }
        });
    }

    @Test
    void refusesARepeatedFieldAsMalformed() {
        TestRequest right = authorized(eventLoop(), authenticator);
        fields(right).forEach((name, value) -> {
            Refused refused = refused(right.field(name, value));
            assertThat(refused.status()).isEqualTo(400);
            assertRefusal(refused);
        });
    }

    private static Map<String, String> fields(TestRequest request) {
        Map<String, String> fields = new LinkedHashMap<>();
        request.forEach((name, value) -> fields.put(name.toString(), value.toString()));
        return fields;
    }

    @Test
    void judgesRequestsOfManyEventLoopsAtOnce() throws Exception {
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.add(CompletableFuture.runAsync(
                    () -> {
                        for (int call = 0; call < CALLS; call++) {
                            accepted(authorized(eventLoop(), authenticator));
                            refused(unauthorized(eventLoop(), authenticator));
                        }
                    },
                    engine.blockingExecutor()));
        }
        for (CompletableFuture<Void> caller : callers) {
            caller.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void showsNoSecret() {
        assertHidesSecrets(settings().toString());
        assertHidesSecrets(authenticator.toString());
        assertHidesSecrets(provider().toString());
    }

    @Test
    void publishesJsonAtAbsolutePaths() {
        for (PublicDocument document : authenticator.publicDocuments()) {
            assertThat(document.path()).startsWith("/").doesNotContain("?", "#", " ");
            assertThat(JsonMapper.shared().readTree(document.json()).isObject()).isTrue();
            assertHidesSecrets(document.json());
        }
    }

    @Test
    void canBeClosedWithoutHavingBeenStarted() {
        create(settings()).close();
    }

    /** Values that no client should send. */
    private static List<String> malformed() {
        List<String> values =
                new ArrayList<>(List.of("", " ", "\t", ",", "=", "\"", "\u0000", "\u00FF\u00FE", "\u20AC"));
        for (String scheme : List.of("Basic", "Bearer", "Digest", "Negotiate", "basic", "BEARER")) {
            for (String rest : List.of(
                    "",
                    " ",
                    "  ",
                    "\t",
                    " =",
                    " ====",
                    " %%%",
                    " a b c",
                    " Og==",
                    " \u0000",
                    " \u00E9\u00E9",
                    " \u20AC\u20AC",
                    " \"",
                    " a=\"",
                    " a=\"\\",
                    " a=b,",
                    " a=b, a=b",
                    " =b",
                    " ,,,,",
                    " a.b.c",
                    " ..",
                    " eyJhbGciOiJub25lIn0.e30.",
                    " " + "x".repeat(20_000),
                    " a=\"" + "\\\"".repeat(5_000))) {
                values.add(scheme + rest);
            }
        }
        return values;
    }

    private void assertAsksForCredentials(Refused refused) {
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("unauthenticated");
        assertRefusal(refused);
    }

    private void assertRefusal(Refused refused) {
        assertThat(refused.status()).isIn(400, 401, 403);
        assertThat(refused.code()).matches("[a-z]+(-[a-z]+)*");
        assertThat(refused.detail()).isNotBlank();
        assertThat(refused.challenges().isEmpty()).isEqualTo(refused.status() == 400);
        assertThat(refused.challenges()).allMatch(challenge -> challenge.matches("[A-Za-z0-9]+ [ -~]+"));
        assertHidesSecrets(refused.toString());
    }

    private void assertHidesSecrets(String text) {
        assertThat(secrets()).isNotEmpty();
        assertThat(text).doesNotContain(secrets());
    }
}
