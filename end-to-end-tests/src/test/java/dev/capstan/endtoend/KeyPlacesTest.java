package dev.capstan.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that authentication puts into cookies and bodies, as published documents ask for. */
class KeyPlacesTest {
    private static String document(String placement, String operation) {
        return document(placement, "/o", operation);
    }

    private static String document(String placement, String path, String operation) {
        String key = "authentication: {type: apikey, key: the_key, value: k-1, placement: " + placement + "}";
        return Documents.of(
                        Documents.resource(path, operation),
                        "- path: /o\n  operations: [{method: POST, name: o, call: api.op}]",
                        "- {name: t, description: d, call: api.op}")
                .replace("    resources:\n    - name: r", "    " + key + "\n    resources:\n    - name: r");
    }

    private static RecordedRequest posted(String placement, String operation, String body) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document(placement, operation), upstream)) {
            assertThat(served.restJson("POST", "/o", body).statusCode()).isEqualTo(200);
            return upstream.take();
        }
    }

    @Test
    void aCookieCarriesTheKeyAndNoCallerSetsIt() {
        String document = document("cookie", "name: op\nmethod: GET\ninputParameters: [{name: the_key, in: cookie}]");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.restBody("POST", "/o", "", "Cookie", "the_key=other")
                            .statusCode())
                    .isEqualTo(200);
            RecordedRequest seen = upstream.take();
            assertThat(seen.headers("Cookie")).containsExactly("the_key=k-1");
            assertThat(seen.header("the_key")).isNull();
            assertThat(served.tool("t").path("inputSchema").path("properties")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{name: a, in: body}, {name: b, in: body}] | {\"a\":\"1\",\"the_key\":\"k-1\"}",
                "[{name: a, in: body}, {name: b, in: body}, {name: the_key, in: body, required: true}] | {\"a\":\"1\",\"the_key\":\"k-1\"}",
            })
    void anObjectOfParametersHoldsTheKey(String parameters, String sent) {
        RecordedRequest seen =
                posted("body", "name: op\nmethod: POST\ninputParameters: " + parameters, "{\"a\":\"1\"}");
        assertThat(ServedDocument.json(seen.text())).isEqualTo(ServedDocument.json(sent));
        assertThat(seen.header("the_key")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: json, data: {a: '{{tools.a}}'}} | {\"a\":\"1\",\"the_key\":\"k-1\"}",
                "{type: json, data: {the_key: own, a: '{{tools.a}}'}} | {\"the_key\":\"own\",\"a\":\"1\"}",
                "{type: form, data: {a: '{{tools.a}}'}} | a=1&the_key=k-1",
                "{type: form, data: 'the_key=own&a={{tools.a}}'} | the_key=own&a=1",
            })
    void aTemplateGetsTheKeyUnlessItNamesIt(String body, String sent) {
        RecordedRequest seen = posted("body", "name: op\nmethod: POST\nbody: " + body, "{\"a\":\"1\"}");
        assertThat(seen.text()).isEqualTo(sent);
        assertThat(seen.header("the_key")).isNull();
    }

    @Test
    void multipartBodiesGetTheKeyAsAPart() {
        RecordedRequest seen =
                posted("body", "name: op\nmethod: POST\nbody: {type: multipart, data: {a: x}}", "{\"a\":\"1\"}");
        assertThat(seen.text()).contains("name=\"a\"\r\n\r\nx\r\n", "name=\"the_key\"\r\n\r\nk-1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ninputParameters: [{name: a, in: body}]"})
    void theCallersOwnBodyStaysAsItIsAndThatIsReported(String parameters) {
        String operation = "name: op\nmethod: POST" + parameters;
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document("body", operation), upstream)) {
            assertThat(served.rules()).contains("parameter-unusable");
            served.restJson("POST", "/o", "{\"a\": 1}");
            RecordedRequest seen = upstream.take();
            assertThat(seen.text()).isEqualTo("{\"a\": 1}");
            assertThat(seen.header("the_key")).isNull();
        }
    }

    @Test
    void aKeyInThePathFillsItsPlaceholderAndIsNoArgument() {
        String document = document("path", "/{the_key}/o", "name: op\nmethod: GET");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            served.call("t", "{}");
            assertThat(upstream.take().target()).isEqualTo("/k-1/o");
            assertThat(served.tool("t").path("inputSchema").path("properties")).isEmpty();
        }
    }
}
