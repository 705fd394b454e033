package dev.capstan.endtoend.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which header fields a forward passes on, in both directions (W4, W5). */
class ForwardHeadersTest {
    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    private ServedDocument serve(String trustedHeaders, String api) {
        return serve(trustedHeaders, api, "");
    }

    /** A forward at {@code /f}; {@code api} and {@code adapter} are lines, not indented. */
    private ServedDocument serve(String trustedHeaders, String api, String adapter) {
        String forward = trustedHeaders.isEmpty() ? "" : ", trustedHeaders: " + trustedHeaders;
        return ServedDocument.serve(
                "naftiko: 1.0.0-alpha2\ncapability:\n  consumes:\n  - type: http\n    namespace: api\n"
                        + "    baseUri: https://api.example\n" + api.indent(4)
                        + "  exposes:\n  - type: rest\n    namespace: web\n    port: 8080\n" + adapter.indent(4)
                        + "    resources:\n    - {path: '/f/{rest}', forward: {targetNamespace: api" + forward + "}}\n"
                        + "    - {path: '/open/{rest}', forward: {targetNamespace: api}}\n",
                upstream,
                builder -> builder.bind("KEY", "k&1"));
    }

    @Test
    void onlyTrustedFieldsAndThoseOfTheBodyGoOn() {
        try (ServedDocument served = serve("[X-Trace-Me, Accept, Range]", "")) {
            served.restBody(
                    "POST",
                    "/f/a",
                    "hallo",
                    "Content-Type",
                    "text/plain",
                    "Content-Language",
                    "de",
                    "Content-Encoding",
                    "x-own",
                    "X-Trace-Me",
                    "1",
                    "x-trace-me",
                    "2",
                    "Accept",
                    "text/own",
                    "Range",
                    "bytes=0-1",
                    "X-Other",
                    "o",
                    "Cookie",
                    "sid=1",
                    "Authorization",
                    "Bearer callers",
                    "Accept-Language",
                    "de",
                    "User-Agent",
                    "theirs");
            RecordedRequest seen = upstream.take();
            assertThat(seen.headers("X-Trace-Me")).containsExactly("1", "2");
            assertThat(seen.header("Accept")).isEqualTo("text/own");
            assertThat(seen.header("Range")).isEqualTo("bytes=0-1");
            assertThat(seen.header("Content-Type")).isEqualTo("text/plain");
            assertThat(seen.header("Content-Language")).isEqualTo("de");
            assertThat(seen.header("Content-Encoding")).isEqualTo("x-own");
            assertThat(seen.header("Host")).isEqualTo("127.0.0.1:" + upstream.port());
            assertThat(seen.header("User-Agent")).startsWith("capstan");
            for (String name : List.of("X-Other", "Cookie", "Authorization", "Accept-Language")) {
                assertThat(seen.headers(name)).as(name).isEmpty();
            }
        }
    }

    @Test
    void acceptAndRangeOnlyIfTrusted() {
        try (ServedDocument served = serve("", "")) {
            served.rest("GET", "/f/a", "Accept", "text/own", "Range", "bytes=0-1");
            RecordedRequest seen = upstream.take();
            assertThat(seen.headers("Accept")).isEmpty();
            assertThat(seen.headers("Range")).isEmpty();
        }
    }

    @Test
    void theApisFixedFieldsAndCredentialsWin() {
        try (ServedDocument served = serve("[X-Version, Authorization, X-Free]", """
                authentication: {type: basic, username: captain, password: '{{KEY}}'}
                inputParameters:
                - {name: X-Version, in: header, value: 'v{{KEY}}'}
                - {name: X-Free, in: header}
                """)) {
            served.rest("GET", "/f/a", "X-Version", "0", "Authorization", "Bearer callers", "X-Free", "mine");
            RecordedRequest seen = upstream.take();
            assertThat(seen.headers("X-Version")).containsExactly("vk&1");
            assertThat(seen.headers("Authorization"))
                    .containsExactly("Basic " + Base64.getEncoder().encodeToString("captain:k&1".getBytes()));
            assertThat(seen.headers("X-Free")).containsExactly("mine");
            served.rest("GET", "/open/a", "X-Free", "mine");
            assertThat(upstream.take().headers("X-Free")).isEmpty();
        }
    }

    @Test
    void fixedCookiesJoinTrustedOnes() {
        String cookies = "inputParameters: [{name: sid, in: cookie, value: 'a;{{KEY}}'}]";
        try (ServedDocument served = serve("[Cookie]", cookies)) {
            served.rest("GET", "/f/a", "Cookie", "x=1; sid=evil; y=\"2\"");
            assertThat(upstream.take().headers("Cookie")).containsExactly("x=1; y=\"2\"; sid=a%3Bk&1");
            served.rest("GET", "/open/a", "Cookie", "x=1; sid=evil");
            assertThat(upstream.take().headers("Cookie")).containsExactly("sid=a%3Bk&1");
        }
        try (ServedDocument served = serve("[Cookie]", "")) {
            served.rest("GET", "/f/a", "Cookie", "x=1; sid=2");
            assertThat(upstream.take().headers("Cookie")).containsExactly("x=1; sid=2");
        }
    }

    @Test
    void aKeyInACookieIsSent() {
        try (ServedDocument served =
                serve("", "authentication: {type: apikey, in: cookie, name: session, value: '{{KEY}}'}")) {
            served.rest("GET", "/f/a");
            assertThat(upstream.take().headers("Cookie")).containsExactly("session=k&1");
        }
    }

    @Test
    void digestIsAnsweredForTheTargetThatWasSent() {
        upstream.answerNext(UpstreamAnswer.empty(401)
                .header("WWW-Authenticate", "Digest realm=\"up\", qop=\"auth\", nonce=\"n\", algorithm=SHA-256"));
        try (ServedDocument served =
                serve("", "authentication: {type: digest, username: captain, password: '{{KEY}}'}")) {
            assertThat(served.restBody("POST", "/f/a%2Fb?x=%20", "body").statusCode())
                    .isEqualTo(200);
            assertThat(upstream.take().headers("Authorization")).isEmpty();
            RecordedRequest answered = upstream.take();
            assertThat(answered.header("Authorization")).startsWith("Digest ").contains("uri=\"/a%2Fb?x=%20\"");
            assertThat(answered.text()).isEqualTo("body");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "host",
                "Transfer-Encoding",
                "Content-Length",
                "TE",
                "Upgrade",
                "Proxy-Authorization"
            })
    void fieldsOfTheConnectionAreNoTrustedHeaders(String name) {
        refused(name, "belongs to the connection");
    }

    @Test
    void namesThatNoHeaderCanHaveAreNone() {
        refused("two words", "cannot be the name of a header");
    }

    private void refused(String name, String why) {
        try (ServedDocument served = serve("['" + name + "']", "")) {
            Diagnostic found = served.status().diagnostics().stream()
                    .filter(Diagnostic::isError)
                    .findFirst()
                    .orElseThrow();
            assertThat(found.rule()).isEqualTo("header-not-allowed");
            assertThat(found.pointer()).isEqualTo("/capability/exposes/0/resources/0/forward/trustedHeaders");
            assertThat(found.message()).contains(name, why);
            assertThat(served.rest("GET", "/f/a").statusCode()).isEqualTo(404);
            assertThat(served.rest("GET", "/open/a").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void trustingTheCallersCredentialsWarns() {
        try (ServedDocument served = serve("[Authorization]", "", "authentication: {type: bearer, token: '{{KEY}}'}")) {
            assertThat(served.rules()).contains("forward-credentials");
            served.rest("GET", "/f/a", "Authorization", "Bearer k&1");
            assertThat(upstream.take().header("Authorization")).isEqualTo("Bearer k&1");
            served.rest("GET", "/open/a", "Authorization", "Bearer k&1");
            assertThat(upstream.take().header("Authorization")).isNull();
        }
    }

    @Test
    void answersHaveTheFieldsOfAnIdentityReply() {
        upstream.answer(UpstreamAnswer.text(200, "text/own", "x")
                .header("ETag", "\"e\"")
                .header("Link", "<a>; rel=next")
                .header("Link", "<b>; rel=prev")
                .header("X-RateLimit-Remaining", "5")
                .header("Set-Cookie", "sid=1")
                .header("WWW-Authenticate", "Basic")
                .header("Server", "theirs")
                .header("Keep-Alive", "timeout=5"));
        try (ServedDocument served = serve("", "")) {
            HttpResponse<String> response = served.rest("GET", "/f/a");
            assertThat(response.headers().firstValue("Content-Type")).contains("text/own");
            assertThat(response.headers().firstValue("ETag")).contains("\"e\"");
            assertThat(response.headers().allValues("Link")).containsExactly("<a>; rel=next", "<b>; rel=prev");
            assertThat(response.headers().firstValue("X-RateLimit-Remaining")).contains("5");
            for (String name : List.of("Set-Cookie", "WWW-Authenticate", "Server", "Keep-Alive")) {
                assertThat(response.headers().firstValue(name)).as(name).isEmpty();
            }
        }
    }
}
