package dev.capstan.endtoend.surfaces;

import static dev.capstan.endtoend.surfaces.Client.header;
import static dev.capstan.endtoend.surfaces.Client.text;
import static dev.capstan.endtoend.surfaces.ControlDocument.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Metrics of a control port (C2). */
class ControlMetricsTest {
    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    private ServedDocument serve(String yaml) {
        return ServedDocument.serve(yaml, upstream);
    }

    @Test
    void countsAndTimesTheCallsOfItsDocument() {
        upstream.answer(request ->
                request.path().equals("/ships") ? UpstreamAnswer.json(200, "[]") : UpstreamAnswer.json(404, "{}"));
        String yaml = document("")
                .replace("name: list-ships, description: Lists ships., call: api.list}]", "call: api.list}]");
        try (ServedDocument served = serve(yaml)) {
            Client client = new Client(served, "control");
            HttpResponse<byte[]> before = client.get("/metrics");
            assertThat(header(before, "Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(text(before)).doesNotContain("capstan_calls_total{");

            served.rest("GET", "/ships");
            served.rest("GET", "/ships");
            served.call("list-ships", "{}");

            String unit = "{adapter=\"web\",type=\"rest\",unit=\"GET /ships\"";
            assertThat(text(client.get("/metrics")).lines())
                    .contains(
                            "# TYPE capstan_calls_total counter",
                            "capstan_calls_total{adapter=\"web\",outcome=\"2xx\",type=\"rest\",unit=\"GET /ships\"} 2.0",
                            "capstan_calls_total{adapter=\"agent\",outcome=\"2xx\",type=\"mcp\",unit=\"list-ships\"} 1.0",
                            "capstan_calls_in_flight" + unit + "} 0.0",
                            "# TYPE capstan_call_duration_seconds histogram",
                            "capstan_call_duration_seconds_bucket" + unit + ",le=\"+Inf\"} 2",
                            "capstan_call_duration_seconds_count" + unit + "} 2",
                            "capstan_upstream_attempts_total{api=\"api\",operation=\"list\",outcome=\"2xx\"} 3.0",
                            "capstan_upstream_attempt_duration_seconds_count{api=\"api\",operation=\"list\"} 3")
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"));
        }
        for (String off :
                List.of("observability: {enabled: false}", "observability: {metrics: {local: {enabled: false}}}")) {
            try (ServedDocument served = serve(document(off))) {
                assertThat(new Client(served, "control").status("/metrics")).isEqualTo(404);
            }
        }
    }

    @Test
    void failedCallsAndAttemptsAreCountedToo() {
        try (ServedDocument served =
                ServedDocument.serve(document(""), upstream, builder -> builder.baseUriForAll("http://127.0.0.1:1"))) {
            assertThat(served.rest("GET", "/ships").statusCode()).isEqualTo(502);
            assertThat(text(new Client(served, "control").get("/metrics")))
                    .contains(
                            "capstan_calls_total{adapter=\"web\",outcome=\"failed\",type=\"rest\",unit=\"list-ships\"} 1.0")
                    .contains("capstan_upstream_attempts_total{api=\"api\",operation=\"list\",outcome=\"failed\"}");
        }
    }
}
