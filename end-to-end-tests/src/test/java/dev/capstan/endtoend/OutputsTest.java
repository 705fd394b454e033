package dev.capstan.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call replies. */
class OutputsTest {
    private static final String ANSWER = """
            {"data":{"id":7,"name":"Ann","active":"true","tags":["a","b"],"price":"1.50",
             "items":[{"k":1,"v":{"x":"p"}},{"k":2}]},"total":2}""";

    private static HttpResponse<String> get(String outputs, String consumedOutputs, UpstreamAnswer answer) {
        String document = Documents.route(
                "/o",
                "name: op\nmethod: GET" + consumedOutputs,
                "/o",
                "method: GET\nname: o\ncall: api.op" + (outputs.isEmpty() ? "" : "\noutputParameters:\n" + outputs));
        try (RecordingUpstream upstream = RecordingUpstream.start().answer(answer);
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            return served.rest("GET", "/o");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- {type: string, mapping: $.data.name} | \"Ann\"",
                "- {type: string, mapping: $.data.id} | \"7\"",
                "- {type: number, mapping: $.data.price} | 1.5",
                "- {type: number, mapping: $.data.name} | null",
                "- {type: boolean, mapping: $.data.active} | true",
                "- {type: string, mapping: $.nowhere} | null",
                "- {type: string, mapping: $.data.tags} | null",
                "- {type: number, mapping: $.data.tags.length()} | 2",
                "- {type: array, mapping: `$.data.items[*].k`} | [1,2]",
                "- {type: object, mapping: $.data.items} | [{\"k\":1,\"v\":{\"x\":\"p\"}},{\"k\":2}]",
                "- {type: string, value: fixed} | \"fixed\"",
                "- {type: string, value: x, const: 5} | 5",
                "- {type: object, properties: {n: {type: string, mapping: $.data.name}, m: {type: string, mapping: $.no}}}"
                        + " | {\"n\":\"Ann\",\"m\":null}",
                "- {type: object, mapping: $.data, properties: {n: {type: string, mapping: $.name}}} | {\"n\":\"Ann\"}",
                "- {type: object, mapping: $.no, properties: {n: {type: string, mapping: $.name}}} | null",
                "- {type: array, mapping: $.data.tags, items: {type: string, mapping: $.}} | [\"a\",\"b\"]",
                "- {type: array, mapping: $.data.items, items: {type: object, properties: {x: {type: string, mapping:"
                        + " $.v.x}}}} | [{\"x\":\"p\"},{\"x\":null}]",
                "- {type: string, mapping: '{{$.data.name}}'} | \"Ann\"",
            })
    void outputsShapeTheReply(String outputs, String expected) {
        String yaml = outputs.replace('`', '\'');
        HttpResponse<String> response = get(yaml, "", UpstreamAnswer.json(200, ANSWER));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(ServedDocument.json(response.body())).isEqualTo(ServedDocument.json(expected));
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "- {type: object, mapping: $.}",
                "- {type: array, mapping: $}",
                "- {type: string, mapping: $.}",
                "- {type: object}"
            })
    void identityIsTheUpstreamsBytes(String outputs) {
        String odd = " [1,  {\"b\":1,\"a\":1.0e2, \"a\":2}] ";
        HttpResponse<String> response = get(
                outputs,
                "\noutputParameters: [{name: result, type: object, value: $.}]",
                UpstreamAnswer.json(201, odd));
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo(odd);
    }

    @Test
    void consumedOutputsAreLaidOverTheAnswer() {
        HttpResponse<String> response = get(
                "- {type: object, properties: {o: {type: string, mapping: $.owner}, t: {type: number, mapping:"
                        + " $.total}}}",
                "\noutputParameters:\n- {name: owner, type: string, value: $.data.name}\n- {name: first, type: string,"
                        + " value: '$.data.tags[0]'}",
                UpstreamAnswer.json(200, ANSWER));
        assertThat(ServedDocument.json(response.body())).isEqualTo(ServedDocument.json("{\"o\":\"Ann\",\"t\":2}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 500, 503})
    void upstreamErrorsPassUnmapped(int status) {
        HttpResponse<String> response =
                get("- {type: string, mapping: $.data.name}", "", UpstreamAnswer.json(status, "{\"message\":\"no\"}"));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo("{\"message\":\"no\"}");
    }

    @Test
    void answersThatAreNoJsonCannotBeShaped() {
        HttpResponse<String> response =
                get("- {type: string, mapping: $.data.name}", "", UpstreamAnswer.json(200, "<html>"));
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("upstream-unreadable", "api.op", "not JSON");
    }

    @Test
    void noContentStaysNoContent() {
        HttpResponse<String> response = get("- {type: string, mapping: $.data.name}", "", UpstreamAnswer.json(204, ""));
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
    }

    /** F7: no body, where there could be one, is null; on both surfaces. */
    @Test
    void anAnswerWithoutABodyIsNull() {
        String unit = """
                call: api.op
                outputParameters:
                - {name: id, type: number, mapping: $.id}
                - {name: done, type: boolean, const: true}
                """;
        String document = Documents.of(
                Documents.resource("/o", "name: op\nmethod: GET"),
                "- path: /o\n  operations:\n  - method: GET\n" + unit.indent(4),
                "- name: t\n  description: d\n" + unit.indent(2));
        try (RecordingUpstream upstream = RecordingUpstream.start().answer(UpstreamAnswer.empty(200));
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.rest("GET", "/o").body()).isEqualTo("{\"id\":null,\"done\":true}");
            assertThat(served.call("t", "{}").at("/content/0/text").asString())
                    .isEqualTo("{\"id\":null,\"done\":true}");
            upstream.answer(UpstreamAnswer.json(201, ""));
            HttpResponse<String> created = served.rest("GET", "/o");
            assertThat(created.statusCode()).isEqualTo(201);
            assertThat(created.body()).isEqualTo("{\"id\":null,\"done\":true}");
        }
    }

    @Test
    void mocksAnswerByThemselves() {
        String document = Documents.of(Documents.resource("/o", "name: op\nmethod: GET"), """
                - path: /ships/{imo}
                  operations:
                  - method: GET
                    name: ship
                    outputParameters:
                    - {name: imo, type: string, value: '{{imo}}'}
                    - {name: title, type: string, value: 'Ship {{imo}}'}
                    - {name: size, type: number, value: '12'}
                """, "");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            HttpResponse<String> response = served.rest("GET", "/ships/9");
            assertThat(ServedDocument.json(response.body()))
                    .isEqualTo(ServedDocument.json("{\"imo\":\"9\",\"title\":\"Ship 9\",\"size\":12}"));
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void onlyHeadersThatMeanTheSameHerePass() {
        UpstreamAnswer.Whole answer = UpstreamAnswer.json(200, "{}")
                .header("ETag", "\"1\"")
                .header("X-RateLimit-Remaining", "5")
                .header("Set-Cookie", "a=b")
                .header("WWW-Authenticate", "Basic")
                .header("Server", "secret-name/1.0");
        HttpResponse<String> response = get("", "", answer);
        assertThat(response.headers().firstValue("etag")).contains("\"1\"");
        assertThat(response.headers().firstValue("x-ratelimit-remaining")).contains("5");
        assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "www-authenticate", "server");
    }
}
