package dev.capstan.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dev.capstan.engine.EngineBuilder;
import dev.capstan.engine.configuration.IntrospectionClient;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who have to prove who they are, over REST and MCP. */
class InboundAuthenticationTest {
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                    + "\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";

    private final RecordingUpstream upstream = RecordingUpstream.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer authorizationServer;

    @AfterEach
    void close() {
        upstream.close();
        if (authorizationServer != null) {
            authorizationServer.stop(0);
        }
    }

    /** Both adapters of a document, with that authentication. */
    private static String document(String authentication) {
        return Documents.of(
                        Documents.resource(
                                "/ships", "name: op\nmethod: GET\ninputParameters: [{name: page, in: query}]"),
                        "- path: /ships\n  operations: [{method: GET, name: ships, call: api.op}]",
                        "- {name: ships, description: d, call: api.op}")
                .replaceAll("(    namespace: (?:web|agent)\n)", "$1    authentication: " + authentication + "\n");
    }

    private ServedDocument serve(String authentication) {
        return serve(authentication, builder -> builder);
    }

    private ServedDocument serve(String authentication, UnaryOperator<EngineBuilder> settings) {
        return ServedDocument.serve(document(authentication), upstream, settings);
    }

    private HttpResponse<String> mcp(ServedDocument served, String... headers) throws Exception {
        return mcpAt(served.url("mcp"), headers);
    }

    private HttpResponse<String> mcpAt(String url, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(INITIALIZE));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertChallenged(HttpResponse<String> response, String... challenges) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly(challenges);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"unauthenticated\"");
    }

    @Test
    void aBearerTokenFromABind() throws Exception {
        try (ServedDocument served =
                serve("{type: bearer, token: '{{TOKEN}}'}", builder -> builder.bind("TOKEN", "s3cret"))) {
            assertChallenged(served.rest("GET", "/ships"), "Bearer realm=\"web\"");
            assertChallenged(
                    served.rest("GET", "/ships", "Authorization", "Bearer other"),
                    "Bearer realm=\"web\", error=\"invalid_token\"");
            assertChallenged(mcp(served), "Bearer realm=\"agent\"");
            assertThat(upstream.requests()).isEmpty();

            assertThat(served.rest("GET", "/ships", "Authorization", "bearer s3cret")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(mcp(served, "Authorization", "Bearer s3cret").statusCode())
                    .isEqualTo(200);
            assertThat(upstream.take().header("Authorization")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/readonly", "/search"})
    void aPartOfAnMcpServerAsksForTheSame(String view) throws Exception {
        try (ServedDocument served = serve("{type: bearer, token: s3cret}")) {
            String url = served.url("mcp") + view;
            assertChallenged(mcpAt(url), "Bearer realm=\"agent\"");
            assertThat(mcpAt(url, "Authorization", "Bearer s3cret").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aBasicPassword() throws Exception {
        try (ServedDocument served = serve("{type: basic, username: captain, password: 'a:b€'}")) {
            assertChallenged(served.rest("GET", "/ships"), "Basic realm=\"web\", charset=\"UTF-8\"");
            assertChallenged(
                    mcp(served, "Authorization", "Basic " + base64("captain:a")),
                    "Basic realm=\"agent\", charset=\"UTF-8\"");
            String right = "Basic " + base64("captain:a:b€");
            assertThat(served.rest("GET", "/ships", "Authorization", right).statusCode())
                    .isEqualTo(200);
            assertThat(mcp(served, "Authorization", right).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aKeyInAField() throws Exception {
        try (ServedDocument served = serve("{type: apikey, key: X-Dock-Key, value: k-1, placement: header}")) {
            assertChallenged(served.rest("GET", "/ships"), "ApiKey name=\"X-Dock-Key\", in=\"header\"");
            assertChallenged(mcp(served, "X-Dock-Key", "k-2"), "ApiKey name=\"X-Dock-Key\", in=\"header\"");
            assertThat(served.rest("GET", "/ships", "x-dock-key", "k-1").statusCode())
                    .isEqualTo(200);
            assertThat(mcp(served, "X-Dock-Key", "k-1").statusCode()).isEqualTo(200);
            assertThat(upstream.take().header("X-Dock-Key")).isNull();
            HttpResponse<String> twice = served.rest("GET", "/ships", "X-Dock-Key", "k-1", "X-Dock-Key", "k-1");
            assertThat(twice.statusCode()).isEqualTo(400);
            assertThat(twice.body()).contains("\"code\":\"malformed-request\"");
        }
    }

    @Test
    void aKeyInTheQueryIsNoArgument() {
        try (ServedDocument served = serve("{type: apikey, key: page, value: k-1, placement: query}")) {
            assertChallenged(served.rest("GET", "/ships"), "ApiKey name=\"page\", in=\"query\"");
            assertThat(served.rest("GET", "/ships?page=k-1&page=k-1").statusCode())
                    .isEqualTo(400);
            assertThat(upstream.requests()).isEmpty();
            assertThat(served.rest("GET", "/ships?page=k-1").statusCode()).isEqualTo(200);
            assertThat(upstream.take().target()).isEqualTo("/ships");
        }
    }

    @Test
    void aDigestPasswordAndItsReplay() throws Exception {
        try (ServedDocument served = serve("{type: digest, username: captain, password: secret}")) {
            List<String> challenges = served.rest("GET", "/ships").headers().allValues("WWW-Authenticate");
            assertThat(challenges).hasSize(2);
            assertThat(challenges.get(0)).contains("algorithm=SHA-256").contains("realm=\"web\"");
            assertThat(challenges.get(1)).contains("algorithm=MD5");

            String answer = digest(challenges.get(0), "/ships?page=2");
            HttpResponse<String> accepted = served.rest("GET", "/ships?page=2", "Authorization", answer);
            HttpResponse<String> replayed = served.rest("GET", "/ships?page=2", "Authorization", answer);
            HttpResponse<String> elsewhere =
                    served.rest("GET", "/ships", "Authorization", digest(challenges.get(0), "/ships?page=2"));

            assertThat(accepted.statusCode()).isEqualTo(200);
            assertThat(upstream.take().target()).isEqualTo("/ships?page=2");
            assertThat(replayed.statusCode()).isEqualTo(401);
            assertThat(replayed.headers().allValues("WWW-Authenticate")).allMatch(one -> one.endsWith("stale=true"));
            assertThat(elsewhere.statusCode()).isEqualTo(401);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    private static String digest(String challenge, String target) throws Exception {
        String nonce = challenge.replaceFirst(".*nonce=\"([^\"]*)\".*", "$1");
        String user = sha256("captain:web:secret");
        String response = sha256(user + ":" + nonce + ":00000001:c:auth:" + sha256("GET:" + target));
        return "Digest username=\"captain\", realm=\"web\", nonce=\"" + nonce + "\", uri=\"" + target
                + "\", algorithm=SHA-256, qop=auth, nc=00000001, cnonce=\"c\", response=\"" + response + "\"";
    }

    private static String sha256(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash);
    }

    @ParameterizedTest
    @CsvSource({"GET, /nowhere", "DELETE, /ships", "OPTIONS, /ships", "HEAD, /ships", "GET, /"})
    void everyPathAndMethodAsksForCredentials(String method, String path) {
        try (ServedDocument served = serve("{type: bearer, token: s3cret}")) {
            HttpResponse<String> response = served.rest(method, path);
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Bearer realm=\"web\"");
        }
    }

    @Test
    void credentialsAreAnArgumentOnlyWhereTheDocumentNamesTheirField() {
        String named = document("{type: bearer, token: s3cret}")
                .replace(
                        "inputParameters: [{name: page, in: query}]",
                        "inputParameters: [{name: Authorization, in: header}]");
        try (ServedDocument served = ServedDocument.serve(named, upstream)) {
            assertThat(served.rest("GET", "/ships", "Authorization", "Bearer s3cret")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(upstream.take().header("Authorization")).isNull();
        }
    }

    private URI startAuthorizationServer(RSAKey key, String introspection) throws IOException {
        authorizationServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI issuer = URI.create(
                "http://localhost:" + authorizationServer.getAddress().getPort());
        answer(
                "/.well-known/oauth-authorization-server",
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/jwks\",\"introspection_endpoint\":\"%s/introspect\"}"
                        .formatted(issuer, issuer, issuer));
        answer("/jwks", "{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}");
        answer("/introspect", introspection);
        authorizationServer.start();
        return issuer;
    }

    private void answer(String path, String json) {
        authorizationServer.createContext(path, exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, json.length());
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(json.getBytes(StandardCharsets.US_ASCII));
            }
        });
    }

    private static String token(RSAKey key, URI issuer, String audience, String scope) throws Exception {
        String claims = "{\"iss\":\"%s\",\"aud\":\"%s\",\"scope\":\"%s\",\"sub\":\"captain\",\"exp\":%d}"
                .formatted(issuer, audience, scope, Instant.now().getEpochSecond() + 60);
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), new Payload(claims));
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private HttpResponse<String> awaitJudged(ServedDocument served, String token) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        HttpResponse<String> response = mcp(served, "Authorization", "Bearer " + token);
        while (response.statusCode() == 503 && System.nanoTime() < end) {
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            response = mcp(served, "Authorization", "Bearer " + token);
        }
        return response;
    }

    @Test
    void anAccessTokenOfAnAuthorizationServer() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("k").generate();
        URI issuer = startAuthorizationServer(key, "{}");
        String resource = "https://fleet.example/fleet/mcp";
        String metadata = "resource_metadata=\"https://fleet.example/.well-known/oauth-protected-resource/fleet/mcp\"";
        try (ServedDocument served = serve("{type: oauth2, authorizationServerUri: '" + issuer + "', resource: '"
                + resource + "', scopes: [ships]}")) {
            HttpResponse<String> accepted = awaitJudged(served, token(key, issuer, resource, "ships"));
            assertThat(accepted.statusCode()).isEqualTo(200);
            assertChallenged(mcp(served), "Bearer realm=\"agent\", scope=\"ships\", " + metadata);
            assertChallenged(
                    mcp(served, "Authorization", "Bearer " + token(key, issuer, "https://other.example", "ships")),
                    "Bearer realm=\"agent\", error=\"invalid_token\", scope=\"ships\", " + metadata);

            HttpResponse<String> narrow = mcp(served, "Authorization", "Bearer " + token(key, issuer, resource, "x"));
            assertThat(narrow.statusCode()).isEqualTo(403);
            assertThat(narrow.headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer realm=\"agent\", error=\"insufficient_scope\", scope=\"ships\", " + metadata);

            HttpResponse<String> published = served.rest("GET", "/.well-known/oauth-protected-resource/fleet/mcp");
            assertThat(published.statusCode()).isEqualTo(200);
            assertThat(ServedDocument.json(published.body()).path("resource").asString())
                    .isEqualTo(resource);
            assertThat(ServedDocument.json(published.body())
                            .path("authorization_servers")
                            .get(0)
                            .asString())
                    .isEqualTo(issuer.toString());
        }
    }

    @Test
    void anAccessTokenThatIsIntrospected() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("k").generate();
        URI issuer = startAuthorizationServer(key, "{\"active\":true,\"sub\":\"captain\"}");
        String authentication = "{type: oauth2, authorizationServerUri: '" + issuer
                + "', resource: 'https://fleet.example/mcp', tokenValidation: introspection}";
        try (ServedDocument served = serve(
                authentication,
                builder -> builder.configuration(ServedDocument.onFreePorts().toBuilder()
                        .introspectionClient("web", new IntrospectionClient("fleet", "secret"))
                        .introspectionClient("agent", new IntrospectionClient("fleet", "secret"))
                        .build()))) {
            assertThat(awaitJudged(served, "opaque").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void introspectionWithoutAClientLeavesTheAdapterOut() {
        String authentication = "{type: oauth2, authorizationServerUri: 'https://id.example', resource:"
                + " 'https://fleet.example/mcp', tokenValidation: introspection}";
        String open = Documents.of(
                Documents.resource("/ships", "name: op\nmethod: GET"),
                "- path: /ships\n  operations: [{method: GET, name: ships, call: api.op}]",
                "- {name: ships, description: d, call: api.op}");
        String half = open.replace(
                "    namespace: agent\n", "    namespace: agent\n    authentication: " + authentication + "\n");
        try (ServedDocument served = ServedDocument.serve(half, upstream)) {
            assertThat(served.rules()).contains("authentication-unusable");
            assertThat(served.status().endpoints())
                    .noneMatch(endpoint -> endpoint.type().equals("mcp"));
            assertThat(served.rest("GET", "/ships").statusCode()).isEqualTo(200);
        }
    }
}
