package dev.capstan.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.exchange.Principal;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.authentication.AuthenticationListener;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.InboundRequest;
import dev.capstan.engine.spi.authentication.PublicDocument;
import dev.capstan.transport.RawClient.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticationTest {
    private static final int PORT = 8080;

    /** Accepts whoever names a name, in a field or in the query. */
    private static final class ByName implements Authenticator {
        private final List<PublicDocument> documents;
        private final List<String> life = new ArrayList<>();

        ByName(PublicDocument... documents) {
            this.documents = List.of(documents);
        }

        @Override
        public void authenticate(InboundRequest request, AuthenticationListener listener) {
            String name = Objects.requireNonNullElse(
                    request.takeQueryParameter("name"),
                    Objects.requireNonNullElse(request.headers().get("x-name"), ""));
            AuthenticationOutcome outcome = switch (name) {
                case "" ->
                    new AuthenticationOutcome.Refused(
                            401, "unauthenticated", "who are you?", List.of("Name realm=\"a\"", "Face"));
                case "mallory" -> new AuthenticationOutcome.Refused(403, "insufficient-scope", "not you", List.of());
                case "early" ->
                    new AuthenticationOutcome.Unavailable("keys are being fetched", Duration.ofMillis(1500));
                case "defect" -> throw new IllegalStateException("secret");
                default ->
                    new AuthenticationOutcome.Accepted(
                            new Principal(name, "name", List.of()),
                            List.of(new AuthenticationOutcome.Field("authentication-info", request.target())));
            };
            request.eventLoop().execute(() -> listener.onOutcome(outcome));
        }

        @Override
        public List<PublicDocument> publicDocuments() {
            return documents;
        }

        @Override
        public void start() {
            life.add("started");
        }

        @Override
        public void close() {
            life.add("closed");
        }
    }

    private static RouteOwner owner(String name, Authenticator authenticator) {
        return new RouteOwner(
                name + ".yaml", name.toUpperCase(java.util.Locale.ROOT), "rest", name, List.of(), authenticator);
    }

    private static Route get(String path) {
        return TestServer.route(
                "GET",
                path,
                (exchange, match) -> TestServer.reply(
                        exchange,
                        200,
                        (exchange.principal() == null
                                        ? "nobody"
                                        : exchange.principal().name()) + " " + exchange.rawQuery()),
                false);
    }

    private static Reply send(TestServer server, String line, String... fields) throws Exception {
        try (RawClient client = server.connect()) {
            client.send(line + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", fields)
                    + (fields.length == 0 ? "" : "\r\n") + "Connection: close\r\n\r\n");
            return client.read();
        }
    }

    private static TestServer alone(Authenticator authenticator) {
        TestServer server = TestServer.create();
        server.register(owner("a", authenticator), get("/a/{x}")).transport().start();
        return server;
    }

    private static TestServer shared(Authenticator authenticator) throws Exception {
        int port = ListenerTest.freePort();
        TestServer server = TestServer.create(settings -> settings.portOverrides(Map.of(PORT, port)));
        server.registerAt(PORT, owner("a", authenticator), get("/a/{x}"), get("/both/a"))
                .registerAt(PORT, owner("b", null), get("/b/{x}"), get("/both/b"))
                .transport()
                .start();
        return server;
    }

    @Test
    void whoIsAcceptedIsServedAndTheKeyIsNoArgument() throws Exception {
        try (TestServer server = alone(new ByName())) {
            Reply reply = send(server, "GET /a/1?q=1&name=ann&r=2");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("ann q=1&r=2");
            assertThat(reply.header("authentication-info")).isEqualTo("/a/1?q=1&r=2");
            assertThat(send(server, "GET /a/1", "X-Name: bob").body()).isEqualTo("bob null");
        }
    }

    @Test
    void whoIsNotIsToldWhy() throws Exception {
        try (TestServer server = alone(new ByName())) {
            Reply unknown = send(server, "GET /a/1");
            assertThat(unknown.status()).isEqualTo(401);
            assertThat(unknown.header("content-type")).isEqualTo("application/problem+json");
            assertThat(unknown.body()).contains("\"code\":\"unauthenticated\"");
            assertThat(unknown.header("www-authenticate")).isEqualTo("Face");
            Reply refused = send(server, "GET /a/1", "X-Name: mallory");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).contains("\"code\":\"insufficient-scope\"");
            Reply early = send(server, "GET /a/1", "X-Name: early");
            assertThat(early.status()).isEqualTo(503);
            assertThat(early.header("retry-after")).isEqualTo("2");
            Reply defect = send(server, "GET /a/1", "X-Name: defect");
            assertThat(defect.status()).isEqualTo(500);
            assertThat(defect.body()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /a/1        | 401 | 200
            HEAD /a/1       | 401 | 200
            OPTIONS /a/1    | 401 | 204
            DELETE /a/1     | 401 | 405
            GET /unknown    | 401 | 404
            GET /           | 401 | 200
            GET /%zz        | 400 | 400
            """)
    void whereItIsAloneEveryPathAsksForCredentials(String line, int without, int with) throws Exception {
        try (TestServer server = alone(new ByName());
                RawClient client = server.connect()) {
            client.send(line + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(without);
        }
        try (TestServer server = alone(new ByName());
                RawClient client = server.connect()) {
            client.send(line + " HTTP/1.1\r\nHost: localhost\r\nX-Name: ann\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(with);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /a/1         | 401
            PUT /a/1         | 401
            GET /a/1/unknown | 401
            GET /a           | 401
            GET /ab          | 404
            GET /both/a      | 401
            GET /both/b      | 200
            GET /both/c      | 404
            GET /b/1         | 200
            GET /b/1/unknown | 404
            GET /unknown     | 404
            """)
    void onASharedPortEachOwnerKeepsToItsPaths(String line, int status) throws Exception {
        try (TestServer server = shared(new ByName())) {
            assertThat(send(server, line).status()).isEqualTo(status);
        }
    }

    @Test
    void theIndexOfASharedPortNamesNothingThatIsProtected() throws Exception {
        try (TestServer server = shared(new ByName())) {
            assertThat(send(server, "GET /").body())
                    .isEqualTo(
                            "{\"serves\":[{\"title\":\"A\",\"type\":\"rest\",\"namespace\":\"a\",\"authentication\":true},"
                                    + "{\"title\":\"B\",\"type\":\"rest\",\"namespace\":\"b\",\"routes\":2}]}");
        }
    }

    @Test
    void hostsAreCheckedBeforeCredentials() throws Exception {
        try (TestServer server = alone(new ByName());
                RawClient client = server.connect()) {
            client.send("GET /a/1 HTTP/1.1\r\nHost: evil.example\r\nX-Name: defect\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(421);
        }
    }

    @Test
    void thePublicDocumentsOfAnAuthenticatorAreServedToAnyone() throws Exception {
        String path = "/.well-known/oauth-protected-resource/mcp";
        ByName authenticator = new ByName(new PublicDocument(path, "{\"resource\":\"x\"}"));
        try (TestServer server = alone(authenticator)) {
            Reply reply = send(server, "GET " + path);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("content-type")).isEqualTo("application/json");
            assertThat(reply.body()).isEqualTo("{\"resource\":\"x\"}");
            assertThat(send(server, "POST " + path).status()).isEqualTo(405);
            assertThat(send(server, "GET /.well-known/other").status()).isEqualTo(401);
        }
    }

    @Test
    void twoOwnersShowTheSameOrAreRefused() throws Exception {
        PublicDocument document = new PublicDocument("/.well-known/x", "{}");
        int port = ListenerTest.freePort();
        try (TestServer server = TestServer.create(settings -> settings.portOverrides(Map.of(PORT, port)))) {
            server.registerAt(PORT, owner("a", new ByName(document)), get("/a"))
                    .registerAt(PORT, owner("b", new ByName(document)), get("/b"));
            ByName other = new ByName(new PublicDocument("/.well-known/x", "{\"other\":1}"));
            assertThatThrownBy(() -> server.registerAt(PORT, owner("c", other), get("/c")))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("/.well-known/x")
                    .hasMessageContaining("a.yaml")
                    .hasMessageContaining("c.yaml");
            assertThat(other.life).containsExactly("closed");
            server.transport().start();
            assertThat(send(server, "GET /.well-known/x").body()).isEqualTo("{}");
            assertThat(send(server, "GET /c").status()).isEqualTo(404);
        }
    }

    @Test
    void anAuthenticatorStartsAndEndsWithWhatItProtects() throws Exception {
        ByName authenticator = new ByName();
        try (TestServer server = TestServer.create()) {
            server.register(owner("a", authenticator), get("/a"));
            assertThat(authenticator.life).isEmpty();
            server.transport().start();
            assertThat(authenticator.life).containsExactly("started");
            server.registration().withdraw();
            server.registration().withdraw();
            assertThat(authenticator.life).containsExactly("started", "closed");
        }
        assertThat(authenticator.life).containsExactly("started", "closed");
    }
}
