package dev.capstan.endtoend.interoperability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.endtoend.Documents;
import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What holds with an nginx upstream over TLS, wherever it runs. */
abstract class NginxContract {
    private static final String DOCUMENT =
            Documents.of("""
            - name: echo
              path: /echo/{id}
              operations: [{name: get, method: GET}, {name: put, method: PUT}]
            - name: missing
              path: /missing
              operations: [{name: missing, method: GET}]
            """, """
            - path: /things/{id}
              operations: [{method: GET, name: get, call: api.get}, {method: PUT, name: put, call: api.put}]
            - path: /missing
              operations: [{method: GET, name: missing, call: api.missing}]
            """, "- {name: get-thing, description: Gets a thing., call: api.get}");

    /** {@code https://localhost:PORT} of the running nginx. */
    abstract String origin();

    /** The authority that issued its certificate. */
    abstract Path authority();

    private ServedDocument served(RecordingUpstream unused, boolean trusting) {
        NamespaceConfiguration ofNginx = NamespaceConfiguration.builder()
                .baseUri(origin())
                .maxRetries(0)
                .trustedCertificates(trusting ? authority() : null)
                .build();
        return ServedDocument.serve(
                DOCUMENT,
                unused,
                builder -> builder.baseUri("api", origin())
                        .configuration(ServedDocument.onFreePorts().withNamespace("api", ofNginx)));
    }

    @Test
    void restAndToolsReachIt() {
        try (RecordingUpstream unused = RecordingUpstream.start();
                ServedDocument served = served(unused, true)) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> response = served.rest("GET", "/things/a%2Fb%20c");
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(ServedDocument.json(response.body()).path("uri").asString())
                        .isEqualTo("/echo/a%2Fb%20c");
            }
            HttpResponse<String> put = served.restJson("PUT", "/things/1", "x".repeat(100_000));
            assertThat(ServedDocument.json(put.body()).path("length").asString())
                    .isEqualTo("100000");
            JsonNode result = served.call("get-thing", "{\"id\":\"7\"}");
            assertThat(result.at("/content/0/text").asString()).contains("\"uri\":\"/echo/7\"");
            assertThat(served.rest("GET", "/missing").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void anAuthorityThatIsNotTrustedIsRefused() {
        try (RecordingUpstream unused = RecordingUpstream.start();
                ServedDocument served = served(unused, false)) {
            HttpResponse<String> response = served.rest("GET", "/things/1");
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.body()).contains("upstream-unreachable", "certificate");
        }
    }
}
