package dev.capstan.endtoend.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.endtoend.Documents;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a caller's credentials reaches an upstream, and what does not (N1, N2). */
class CallersCredentialsTest {
    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    /** An operation with header parameters X-Key and Authorization and a query parameter key. */
    private ServedDocument serve(String authentication, String with) {
        return ServedDocument.serve(
                Documents.of(
                                Documents.resource("/o", """
                                name: op
                                method: GET
                                inputParameters:
                                - {name: X-Key, in: header}
                                - {name: Authorization, in: header}
                                - {name: key, in: query}
                                - {name: page, in: query}
                                """),
                                "- {path: /o, operations: [{method: GET, name: o, call: api.op" + with + "}]}\n"
                                        + "- {path: '/raw/{rest}', forward: {targetNamespace: api}}",
                                "")
                        .replace("    port: 8080\n", "    port: 8080\n    authentication: " + authentication + "\n"),
                upstream);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: apikey, key: X-Key, value: s3, placement: header} | X-Key | s3",
                "{type: bearer, token: s3} | Authorization | Bearer s3",
                "{type: basic, username: u, password: p} | Authorization | Basic dTpw",
            })
    void credentialsAreNoArgumentsUnlessWithNamesThatVeryField(String authentication, String field, String value) {
        try (ServedDocument served = serve(authentication, "")) {
            assertThat(served.rest("GET", "/o?page=1", field, value).statusCode())
                    .isEqualTo(200);
            RecordedRequest seen = upstream.take();
            assertThat(seen.target()).isEqualTo("/o?page=1");
            assertThat(seen.header(field)).isNull();
            served.rest("GET", "/raw/x", field, value);
            assertThat(upstream.take().header(field)).isNull();
        }
        try (ServedDocument served = serve(authentication, ", with: {" + field + ": rest." + field + "}")) {
            assertThat(served.rest("GET", "/o", field, value).statusCode()).isEqualTo(200);
            assertThat(upstream.take().header(field)).isEqualTo(value);
        }
    }

    @Test
    void aKeyInTheQueryIsTakenOutEverywhere() {
        try (ServedDocument served = serve("{type: apikey, key: key, value: 'a&b', placement: query}", "")) {
            served.rest("GET", "/o?page=1&key=a%26b");
            assertThat(upstream.take().target()).isEqualTo("/o?page=1");
            served.rest("GET", "/raw/x?b=%2F&key=a%26b&a=1");
            assertThat(upstream.take().target()).isEqualTo("/x?b=%2F&a=1");
            assertThat(served.rest("GET", "/o?page=1").statusCode()).isEqualTo(401);
            assertThat(served.rest("GET", "/o?key=a").statusCode()).isEqualTo(401);
            assertThat(served.rest("GET", "/raw/x?key=a%26b&key=a%26b").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void nothingIsReadBeforeTheCallerIsKnown() {
        try (ServedDocument served = serve("{type: basic, username: 'käpt', password: 'p:€'}", "")) {
            for (String target : List.of("/o", "/nowhere", "/raw/../x", "/raw/%2e%2e")) {
                HttpResponse<String> refused = served.restBody("POST", target, "{", "Content-Type", "application/json");
                assertThat(refused.statusCode()).as(target).isEqualTo(401);
                assertThat(refused.headers().firstValue("WWW-Authenticate"))
                        .contains("Basic realm=\"web\", charset=\"UTF-8\"");
            }
            assertThat(upstream.requests()).isEmpty();
            String right = Base64.getEncoder().encodeToString("käpt:p:€".getBytes(StandardCharsets.UTF_8));
            assertThat(served.rest("GET", "/o", "Authorization", "bAsIc " + right)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(served.rest("GET", "/raw/%2e%2e", "Authorization", "Basic " + right)
                            .statusCode())
                    .isEqualTo(400);
        }
    }
}
