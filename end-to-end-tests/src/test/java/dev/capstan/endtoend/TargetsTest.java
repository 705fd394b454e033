package dev.capstan.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import org.junit.jupiter.api.Test;

/** Which operation a call means, where the document leaves it open. */
class TargetsTest {

    @Test
    void ofOperationsWithOneNameTheBestAgreeingIsCalled() {
        String document = Documents.of("""
                - name: a
                  path: /v1/things/{id}
                  operations:
                  - {name: op, method: GET}
                  - {name: op, method: DELETE}
                - name: b
                  path: /v1/things/{id}/parts
                  operations:
                  - {name: op, method: GET}
                """, """
                - path: /things/{id}
                  operations:
                  - {method: DELETE, name: remove, call: api.op}
                  - {method: GET, name: one, call: api.op}
                - path: /things/{id}/parts
                  operations:
                  - {method: GET, name: parts, call: api.op}
                """, "");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            served.rest("DELETE", "/things/1");
            assertThat(upstream.take()).hasToString("DELETE /v1/things/1");
            served.rest("GET", "/things/1");
            assertThat(upstream.take()).hasToString("GET /v1/things/1");
            served.rest("GET", "/things/1/parts");
            assertThat(upstream.take()).hasToString("GET /v1/things/1/parts");
        }
    }

    @Test
    void theNthToolTakesTheNthOperationOfOneName() {
        String document = Documents.of("""
                - name: a
                  path: /first
                  operations: [{name: op, method: GET}]
                - name: b
                  path: /second
                  operations: [{name: op, method: GET}]
                """, "", """
                - {name: one, description: d, call: api.op}
                - {name: two, description: d, call: api.op}
                """);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            served.call("two", "{}");
            assertThat(upstream.take().target()).isEqualTo("/second");
            served.call("one", "{}");
            assertThat(upstream.take().target()).isEqualTo("/first");
        }
    }

    @Test
    void theConsumedMethodGoesUpstream() {
        String document = Documents.route("/o", "name: op\nmethod: POST", "/o", "method: GET\nname: o\ncall: api.op");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            served.rest("GET", "/o");
            assertThat(upstream.take().method()).isEqualTo("POST");
        }
    }

    @Test
    void repeatedRoutesAreReportedAndTheFirstServes() {
        String document = Documents.of("""
                - name: a
                  path: /a
                  operations: [{name: first, method: GET}, {name: second, method: GET, path: /s}]
                """, """
                - path: /x/{id}
                  operations: [{method: GET, name: one, call: api.first}]
                - path: /x/{other}
                  operations: [{method: GET, name: two, call: api.second}]
                """, "");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.rules()).contains("duplicate-route");
            served.rest("GET", "/x/1");
            assertThat(upstream.take().target()).isEqualTo("/a");
        }
    }

    @Test
    void declarationsOfOneNamespaceAreMergedAndDotsInNamespacesAreFound() {
        String document = """
                naftiko: 1.0.0-alpha2
                capability:
                  consumes:
                  - type: http
                    namespace: acme.v1
                    baseUri: https://a.example.net
                    resources: [{name: a, path: /a, operations: [{name: a, method: GET}]}]
                  - type: http
                    namespace: acme.v1
                    baseUri: https://a.example.net
                    resources: [{name: b, path: /b, operations: [{name: b, method: GET}]}]
                  exposes:
                  - type: rest
                    namespace: web
                    port: 8080
                    resources:
                    - {path: /a, operations: [{method: GET, call: acme.v1.a}]}
                    - {path: /b, operations: [{method: GET, call: acme.v1.b}]}
                """;
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.rules()).contains("namespace-merged");
            served.rest("GET", "/a");
            assertThat(upstream.take().target()).isEqualTo("/a");
            served.rest("GET", "/b");
            assertThat(upstream.take().target()).isEqualTo("/b");
        }
    }
}
