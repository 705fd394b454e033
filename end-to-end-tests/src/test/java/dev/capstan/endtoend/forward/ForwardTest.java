package dev.capstan.endtoend.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests a forward takes, and what becomes of their path, query and body (W1, W2, W3, W5). */
class ForwardTest {
    private static final String DOCUMENT = """
            naftiko: 1.0.0-alpha2
            info: {label: Test, description: A test.}
            capability:
              consumes:
              - type: http
                namespace: fleet
                baseUri: https://fleet.example/v1
                inputParameters:
                - {name: tenant, in: query, value: 'a b'}
              - type: http
                namespace: bare
                baseUri: https://bare.example/v2/
                resources: [{name: ships, path: /ships, operations: [{name: list, method: GET}]}]
              exposes:
              - type: rest
                namespace: web
                port: 8080
                resources:
                - {path: '/bare/{{path}}', forward: {targetNamespace: bare}}
                - {path: '/bare/ships', operations: [{method: GET, name: ships, call: bare.list}]}
                - {path: '/one', forward: {targetNamespace: bare}}
                - {path: '/fleets/{fleet}/raw/{rest}', forward: {targetNamespace: fleet}}
                - path: '/both/{rest}'
                  operations: [{method: GET, name: both, call: bare.list}]
                  forward: {targetNamespace: bare}
            """;

    private final RecordingUpstream upstream = RecordingUpstream.start();
    private final ServedDocument served = serve(yaml -> yaml);

    private ServedDocument serve(UnaryOperator<String> change) {
        return ServedDocument.serve(
                change.apply(DOCUMENT),
                upstream,
                builder -> builder.baseUri("fleet", upstream.origin() + "/v1")
                        .baseUri("bare", upstream.origin() + "/v2/"));
    }

    @AfterEach
    void close() {
        served.close();
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE", "PROPFIND"})
    void everyMethodButTraceGoesOn(String method) {
        assertThat(served.rest(method, "/bare/a").statusCode()).isEqualTo(200);
        assertThat(upstream.take()).extracting(RecordedRequest::method).isEqualTo(method);
    }

    @Test
    void headIsSentAsHeadAndTraceNotAtAll() {
        assertThat(served.rest("HEAD", "/bare/a").statusCode()).isEqualTo(200);
        assertThat(upstream.take().method()).isEqualTo("HEAD");
        assertThat(served.rest("TRACE", "/bare/a").statusCode()).isEqualTo(405);
        assertThat(upstream.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/bare, /v2/",
        "/bare/, /v2/",
        "/bare/a, /v2/a",
        "/bare/a/b/, /v2/a/b/",
        "/bare/a%2Fb, /v2/a%2Fb",
        "/bare/a%2fb%3F, /v2/a%2fb%3F",
        "/bare//a//b, /v2//a//b",
        "/bare/a;v=1@x:y, /v2/a;v=1@x:y",
        "/bare/%C3%A9, /v2/%C3%A9",
        "/bare/x?b=2&a=1&b=%2F+%20, /v2/x?b=2&a=1&b=%2F+%20",
        "/bare/x?flag, /v2/x?flag",
        "/one, /v2/",
        "/one?q=1, /v2/?q=1",
    })
    void pathAndQueryGoOnByteForByte(String asked, String sent) {
        assertThat(served.rest("GET", asked).statusCode()).isEqualTo(200);
        assertThat(upstream.take().target()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "/fleets/7/raw/x, /v1/x?tenant=a%20b",
        "/fleets/7/raw/x?q=1, /v1/x?q=1&tenant=a%20b",
        "/fleets/7/raw/x?tenant=mine&q=1&tenant=other&%74enant=third, /v1/x?q=1&tenant=a%20b",
        "/fleets/7/raw, /v1?tenant=a%20b",
    })
    void fixedQueryParametersReplaceTheCallers(String asked, String sent) {
        assertThat(served.rest("GET", asked).statusCode()).isEqualTo(200);
        assertThat(upstream.take().target()).isEqualTo(sent);
    }

    @Test
    void aKeyInTheQueryReplacesTheCallers() {
        try (ServedDocument keyed = serve(
                yaml -> yaml.replace(
                        "namespace: bare\n",
                        "namespace: bare\n    authentication: {type: apikey, key: api_key, value: 's&1', placement: query}\n"))) {
            keyed.rest("GET", "/bare/x?api_key=evil&q=1");
            assertThat(upstream.take().target()).isEqualTo("/v2/x?q=1&api_key=s%261");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bare/..",
                "/bare/a/../b",
                "/bare/./a",
                "/bare/%2e%2e/a",
                "/bare/%2E./a",
                "/bare/..%2fa",
                "/bare/a%2f..%2fb",
                "/bare/..%5ca",
                "/bare/%252e%252e/a",
            })
    void nothingLeavesTheBaseUri(String asked) {
        HttpResponse<String> refused = served.rest("GET", asked);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(ServedDocument.json(refused.body()).path("code").asString()).isEqualTo("invalid-argument");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void dotsInNamesAreNoDotSegments() {
        for (String name : List.of("...", "..a", "a..", ".well-known", "a.b")) {
            assertThat(served.rest("GET", "/bare/" + name).statusCode()).isEqualTo(200);
            assertThat(upstream.take().target()).isEqualTo("/v2/" + name);
        }
    }

    @Test
    void literalsAndOperationsWin() {
        served.rest("GET", "/bare/ships");
        assertThat(upstream.take().target()).isEqualTo("/v2/ships");
        served.rest("POST", "/bare/ships");
        assertThat(upstream.take()).hasToString("POST /v2/ships");
        served.rest("GET", "/both/x");
        assertThat(upstream.take().target()).isEqualTo("/v2/ships");
        served.rest("DELETE", "/both/x/y");
        assertThat(upstream.take().target()).isEqualTo("/v2/x/y");
        assertThat(served.rest("GET", "/one/more").statusCode()).isEqualTo(404);
        assertThat(served.rest("GET", "/fleets//raw/x").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"GET, /, /v2/", "POST, /, /v2/", "GET, /?q=1, /v2/?q=1", "GET, /a/b, /v2/a/b", "GET, /bare/x, /v2/x"})
    void aForwardCanTakeTheWholePath(String method, String asked, String sent) {
        try (ServedDocument whole = serve(yaml -> yaml.replace("path: '/one'", "path: '/{all}'"))) {
            assertThat(whole.rest(method, asked).statusCode()).isEqualTo(200);
            assertThat(upstream.take().target()).isEqualTo(sent);
        }
    }

    @Test
    void redirectsAndErrorsAreHandedOn() {
        upstream.answerNext(
                UpstreamAnswer.text(302, "text/plain", "moved").header("Location", "https://elsewhere.example/x"),
                UpstreamAnswer.text(418, "text/html", "<h1>tea</h1>"));
        HttpResponse<String> redirect = served.rest("GET", "/bare/a");
        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("Location")).contains("https://elsewhere.example/x");
        HttpResponse<String> error = served.rest("GET", "/bare/a");
        assertThat(error.statusCode()).isEqualTo(418);
        assertThat(error.body()).isEqualTo("<h1>tea</h1>");
        assertThat(error.headers().firstValue("Content-Type")).contains("text/html");
    }

    @Test
    void onlyReadsAreTriedAgain() {
        UpstreamAnswer.Whole busy =
                UpstreamAnswer.text(503, "text/plain", "busy").header("Retry-After", "0");
        upstream.answerNext(busy);
        assertThat(served.rest("GET", "/bare/a").statusCode()).isEqualTo(200);
        assertThat(upstream.requests()).hasSize(2);
        upstream.answerNext(busy);
        assertThat(served.restBody("POST", "/bare/a", "x").statusCode()).isEqualTo(503);
        assertThat(upstream.requests()).hasSize(3);
    }

    @Test
    void bodiesGoOnUntouched() {
        String body = "\u0000ä".repeat(200_000);
        assertThat(served.restBody("PUT", "/bare/a", body, "Content-Type", "application/x-own; v=1")
                        .statusCode())
                .isEqualTo(200);
        RecordedRequest seen = upstream.take();
        assertThat(seen.text()).isEqualTo(body);
        assertThat(seen.header("Content-Type")).isEqualTo("application/x-own; v=1");
        assertThat(seen.header("Content-Length")).isEqualTo(String.valueOf(seen.body().length));
        served.restBody("DELETE", "/bare/a", "why");
        RecordedRequest delete = upstream.take();
        assertThat(delete.text()).isEqualTo("why");
        assertThat(delete.header("Content-Type")).isNull();
    }

    @Test
    void aForwardToNoNamespaceIsDeadAndTheRestServes() {
        try (ServedDocument partly = serve(yaml ->
                yaml.replace("'/one', forward: {targetNamespace: bare", "'/one', forward: {targetNamespace: bear"))) {
            assertThat(partly.rules()).contains("forward-target-unknown");
            assertThat(partly.rest("GET", "/one").statusCode()).isEqualTo(404);
            assertThat(partly.rest("GET", "/bare/x").statusCode()).isEqualTo(200);
        }
    }
}
