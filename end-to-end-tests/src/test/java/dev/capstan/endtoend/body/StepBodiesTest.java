package dev.capstan.endtoend.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.endtoend.Documents;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What body a step sends (B3). */
class StepBodiesTest {
    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    /** A route and a tool with one step that calls the operation. */
    private ServedDocument serve(String operation, String with) {
        String steps =
                "steps: [{type: call, name: first, call: api.op" + (with.isEmpty() ? "" : ", with: " + with) + "}]";
        return ServedDocument.serve(
                Documents.of(
                        Documents.resource("/o", operation),
                        "- {path: /o, operations: [{method: POST, name: o, " + steps + "}]}",
                        "- {name: t, description: d, " + steps + "}"),
                upstream);
    }

    @Test
    void theCallersOwnBodyIsSentByNoStep() {
        try (ServedDocument served = serve("name: op\nmethod: POST", "")) {
            assertThat(served.restBody("POST", "/o", "callers own", "Content-Type", "text/own")
                            .statusCode())
                    .isEqualTo(200);
            RecordedRequest seen = upstream.take();
            assertThat(seen.text()).isEmpty();
            assertThat(seen.header("Content-Type")).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: op; method: POST | {body: '{{x}}'} | {\"a\":1}",
                "name: op; method: POST | {body: $.x} | {\"a\":1}",
                "name: op; method: POST; inputParameters: [{name: payload, in: body}] | {payload: '{{x}}'} | {\"a\":1}",
                "name: op; method: POST; inputParameters: [{name: email, in: body}] | {email: '{{n}}'} | {\"email\":7}",
                "name: op; method: POST; inputParameters: [{name: p, in: body}, {name: q, in: body}] | {p: '{{x}}', q: 5} | {\"p\":{\"a\":1},\"q\":5}",
                "name: op; method: POST; body: {type: json, data: {k: '{{v}}', n: '{{n}}', none: '{{none}}'}} | {v: 'is {{n}}'} | {\"k\":\"is 7\",\"n\":7}",
                "name: op; method: POST; body: '{\"k\": {{x}}, \"t\": \"{{t}}\"}' | {t: '\"{{n}}\"'} | {\"k\": {\"a\":1}, \"t\": \"\\\"7\\\"\"}",
                "name: op; method: POST; body: {type: formUrlEncoded, data: {k: '{{x}}', n: '{{n}}'}} | | k=%7B%22a%22%3A1%7D&n=7",
                "name: op; method: POST; body: {type: xml, data: '<k>{{v}}</k>'} | {v: '<{{n}}>'} | <k>&lt;7&gt;</k>",
            })
    void aStepsBodyComesFromItsOperationAndWith(String operation, String with, String body) {
        try (ServedDocument served = serve(operation.replace("; ", "\n"), with == null ? "" : with)) {
            assertThat(served.rules()).doesNotContain("with-unknown-key");
            served.restJson("POST", "/o", "{\"x\":{\"a\":1},\"n\":7}");
            assertThat(upstream.take().text()).isEqualTo(body);
            JsonNode taken = served.tool("t").path("inputSchema").path("properties");
            Map<String, Object> arguments = new HashMap<>(Map.of("x", Map.of("a", 1), "n", 7));
            arguments.keySet().removeIf(name -> !taken.has(name));
            served.call("t", arguments);
            assertThat(upstream.take().text()).isEqualTo(body);
        }
    }

    @Test
    void anEarlierStepsValueIsABody() {
        String yaml = Documents.of(
                Documents.resource("/o", "name: op\nmethod: POST")
                        + "- name: g\n  path: /g\n  operations: [{name: get, method: GET, outputRawFormat: xml}]",
                "- path: /o\n  operations: [{method: POST, name: o, steps: [{type: call, name: got, call: api.get},"
                        + " {type: call, name: sent, call: api.op, with: {body: '{{got.v}}'}}]}]",
                "");
        upstream.answerNext(UpstreamAnswer.text(200, "application/xml", "<r><v><a>1</a></v></r>"));
        try (ServedDocument served = ServedDocument.serve(yaml, upstream)) {
            assertThat(served.rest("POST", "/o").statusCode()).isEqualTo(200);
            assertThat(upstream.take().method()).isEqualTo("GET");
            RecordedRequest seen = upstream.take();
            assertThat(seen.text()).isEqualTo("{\"a\":\"1\"}");
            assertThat(seen.header("Content-Type")).isEqualTo("application/json");
        }
    }
}
