package dev.capstan.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class RoutesTest {
    @Test
    void theFirstOfTwoEqualRoutesServesAndTheOtherIsReported() {
        String document = Documents.of("""
                - {name: one, method: GET}
                - {name: two, method: DELETE}
                """, """
                - path: /o/{a}
                  operations:
                  - {method: GET, name: first, call: api.one}
                - path: /o/{b}/
                  operations:
                  - {method: GET, name: second, call: api.two}
                """);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.rest("GET", "/o/1").statusCode()).isEqualTo(200);
            assertThat(upstream.take().method()).isEqualTo("GET");
            assertThat(served.status().diagnostics())
                    .filteredOn(found -> found.rule().equals("duplicate-route"))
                    .singleElement()
                    .extracting(Diagnostic::message)
                    .asString()
                    .contains("GET /o/{b}/")
                    .contains("test.yaml:");
            assertThat(served.status().endpoints())
                    .singleElement()
                    .satisfies(endpoint -> assertThat(endpoint.units()).isEqualTo(1));
        }
    }

    @Test
    void placeholdersBehindAQuestionMarkAreQueryParameters() {
        String document = Documents.of("""
                - name: one
                  method: GET
                  inputParameters:
                  - {name: q, in: query}
                """, """
                - path: /o?find={what}
                  operations:
                  - {method: GET, name: first, call: api.one, with: {q: rest.what}}
                """);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.rest("GET", "/o?find=x%26y").statusCode()).isEqualTo(200);
            assertThat(upstream.take().target()).isEqualTo("/up?q=x%26y");
        }
    }

    @Test
    void methodsAndPathsThatAreNotServedAreToldApart() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(Documents.passing(), upstream)) {
            assertThat(served.rest("GET", "/none").statusCode()).isEqualTo(404);
            HttpResponse<String> method = served.rest("DELETE", "/o");
            assertThat(method.statusCode()).isEqualTo(405);
            assertThat(method.headers().firstValue("allow")).hasValue("GET, HEAD, OPTIONS, POST");
            assertThat(served.rest("OPTIONS", "/o").statusCode()).isEqualTo(204);
            assertThat(upstream.requests()).isEmpty();
        }
    }
}
