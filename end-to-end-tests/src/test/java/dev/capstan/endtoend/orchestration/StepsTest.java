package dev.capstan.endtoend.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.ServedDocument;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What steps hand to the operations they call: S1 to S3, B3. */
class StepsTest {
    private static final String SHIP = """
            {"imo":"9321483","name":"Star","size":54000,"active":true,"none":null,"odd name":"o","a.b":"dotted",
             "tags":["a","b c"],"owner":{"id":7,"mail":"x@y"},"items":[{"id":"i0"},{"id":"i1","in":[{"k":1},{"k":2}]}]}""";

    /** The requests of probes that are given these expressions, after a call of get-ship, in order. */
    private static List<RecordedRequest> probes(List<String> expressions) {
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < expressions.size(); i++) {
            String yaml = expressions.get(i).replace("'", "''");
            steps.append(
                    "- {name: p%d, type: call, call: api.probe, with: {part: p%d, q: '%s', X-Probe: '%s', session: '%s'}}\n"
                            .formatted(i, i, yaml, yaml, yaml));
        }
        try (TwoSurfaces unit =
                TwoSurfaces.unit("imo string, note string?", """
                        steps:
                        - {name: get-ship, type: call, call: api.get-ship, with: {imo: '{{imo}}'}}
                        """ + steps).answering("/ships/9", SHIP)) {
            unit.reply(Map.of("imo", "9"));
            List<RecordedRequest> requests = unit.requests();
            return IntStream.range(0, expressions.size())
                    .mapToObj(i -> requests.stream()
                            .filter(request -> request.path().equals("/probe/p" + i))
                            .findFirst()
                            .orElseThrow())
                    .toList();
        }
    }

    /** S2: a name is followed by the rest of a JSONPath; names match exactly, then folded. */
    @Test
    void namesAndPathsReachIntoEarlierSteps() {
        List<String[]> rows = TwoSurfaces.rows("""
                {{get-ship.name}} | q=Star
                {{get_ship.name}} | q=Star
                {{GetShip.name}} | q=Star
                $.get-ship.name | q=Star
                $['get-ship'].name | q=Star
                {{$.get-ship.name}} | q=Star
                {{ get-ship.name }} | q=Star
                {{get-ship.items[0].id}} | q=i0
                {{get-ship.items[-1].id}} | q=i1
                $.get-ship.items[1].in[1].k | q=2
                {{get-ship['odd name']}} | q=o
                {{get-ship.odd name}} | q=o
                $.get-ship['a.b'] | q=dotted
                {{get-ship.items.length()}} | q=2
                {{get-ship.items[?(@.id == 'i1')].id}} | q=i1
                {{get-ship.owner.id}} | q=7
                {{get-ship.active}} | q=true
                {{get-ship.tags}} | q=a&q=b%20c
                $.get-ship.tags | q=a&q=b%20c
                {{get-ship.owner}} | q=%7B%22id%22%3A7%2C%22mail%22%3A%22x%40y%22%7D
                {{get-ship.name}} of {{get-ship.owner.id}} & {{get-ship.active}} | q=Star%20of%207%20%26%20true
                tags {{get-ship.tags}} | q=tags%20%5B%22a%22%2C%22b%20c%22%5D
                {{imo}}-{{get-ship.imo}} | q=9-9321483
                $.imo | q=9
                plain text | q=plain%20text
                get-ship.name | q=get-ship.name
                """);
        List<RecordedRequest> requests = probes(rows.stream().map(row -> row[0]).toList());
        for (int i = 0; i < rows.size(); i++) {
            assertThat(requests.get(i).query()).as(rows.get(i)[0]).isEqualTo(rows.get(i)[1]);
        }
    }

    /** §5: what is absent leaves its parameter out, in every place. */
    @Test
    void absentValuesLeaveTheirParametersOut() {
        List<String[]> rows = TwoSurfaces.rows("""
                {{get-ship.nowhere}}
                $.get-ship.nowhere.deeper
                {{get-ship.none}}
                {{get-ship.items[7].id}}
                {{note}}
                $.note
                by {{get-ship.nowhere}}
                """);
        List<RecordedRequest> requests = probes(rows.stream().map(row -> row[0]).toList());
        assertThat(requests).hasSize(7).allSatisfy(request -> {
            assertThat(request.query()).isNull();
            assertThat(request.headers("X-Probe")).isEmpty();
            assertThat(request.headers("Cookie")).isEmpty();
        });
    }

    @Test
    void stepsFeedHeadersAndCookies() {
        RecordedRequest request = probes(List.of("{{get-ship.name}}")).get(0);
        assertThat(request.header("X-Probe")).isEqualTo("Star");
        assertThat(request.header("Cookie")).isEqualTo("session=Star");
    }

    @Test
    void stepsFeedPathsAsOneSegment() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps:
                        - {name: first, type: call, call: api.list-ports}
                        - {name: second, type: call, call: api.get-ship, with: {imo: '$.first.code'}}
                        """).answering("/ports", "{\"code\":\"a/../b?c#d%2F\"}")) {
            unit.reply(Map.of());
            assertThat(unit.sent()).containsExactly("GET /ports", "GET /ships/a%2F..%2Fb%3Fc%23d%252F");
        }
    }

    /** S2: in paths a step hides the argument of its name, in braces the argument comes first; the pair is warned of. */
    @Test
    void aStepAndAnArgumentOfOneName() {
        try (TwoSurfaces unit = TwoSurfaces.unit("ship string", """
                        steps:
                        - {name: ship, type: call, call: api.get-ship, with: {imo: '{{ship}}'}}
                        - {name: p, type: call, call: api.probe, with: {part: '{{ship}}', q: $.ship.name}}
                        """).answering("/ships/9", SHIP)) {
            unit.reply(Map.of("ship", "9"));
            assertThat(unit.sent()).containsExactly("GET /ships/9", "GET /probe/9?q=Star");
            assertThat(unit.rules()).contains("step-hides-argument");
        }
    }

    /** §6: a body written as JSON text, fed with quotes, numbers, objects and nothing. */
    @Test
    void jsonTextBodiesTakeWhatStepsGive() {
        try (TwoSurfaces unit = TwoSurfaces.unit("imo string", """
                        steps:
                        - {name: get-ship, type: call, call: api.get-ship, with: {imo: '{{imo}}'}}
                        - name: add
                          type: call
                          call: api.add-ship
                          with: {name: '{{get-ship.name}}', size: '{{get-ship.size}}', owner: '{{get-ship.owner}}'}
                        """).answering("/ships/9", """
                        {"name":"A \\"quoted\\" {{imo}} \\\\ \\n end","size":1.50,"owner":{"n":[1,"x"]}}""")) {
            unit.reply(Map.of("imo", "9"));
            assertThat(ServedDocument.json(unit.requests().get(1).text())).isEqualTo(ServedDocument.json("""
                    {"name":"A \\"quoted\\" {{imo}} \\\\ \\n end","size":1.50,"owner":{"n":[1,"x"]}}"""));
            unit.answering("/ships/9", "{}").reply(Map.of("imo", "9"));
            unit.requests();
        }
    }

    @Test
    void absentValuesInJsonTextAreEmptyInsideQuotesAndNullOutside() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps:
                        - {name: first, type: call, call: api.list-ports}
                        - {name: add, type: call, call: api.add-ship, with: {name: '{{first.n}}', size: '{{first.s}}'}}
                        """).answering("/ports", "{}")) {
            unit.reply(Map.of());
            assertThat(unit.requests().get(1).text()).isEqualTo("{\"name\": \"\", \"size\": null, \"owner\": null}");
        }
    }

    /** §4: a name of the operation's body that a tool with other arguments does not give is absent, and the tool serves. */
    @Test
    void namesOfBodiesThatAUnitDoesNotGiveAreAbsent() {
        try (TwoSurfaces unit = TwoSurfaces.unit("title string", """
                steps: [{name: add, type: call, call: api.add-ship, with: {name: '{{title}}'}}]
                """)) {
            unit.mcp(Map.of("title", "x"));
            assertThat(unit.requests().get(0).text()).isEqualTo("{\"name\": \"x\", \"size\": null, \"owner\": null}");
            assertThat(unit.rules()).contains("template-unknown-name");
        }
        try (TwoSurfaces unit = TwoSurfaces.unit("name string", "call: api.add-ship")) {
            unit.mcp(Map.of("name", "x"));
            assertThat(unit.requests().get(0).text()).isEqualTo("{\"name\": \"x\", \"size\": null, \"owner\": null}");
        }
    }

    /** §3: in structured data one whole name keeps its type, and what is absent is left out. */
    @Test
    void structuredBodiesKeepTypes() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps:
                        - {name: first, type: call, call: api.list-ports}
                        - {name: log, type: call, call: api.add-log, with: {who: $.first.who, line: '{{first.line}}'}}
                        """).answering("/ports", "{\"who\":{\"id\":1},\"line\":[true]}")) {
            unit.reply(Map.of());
            assertThat(ServedDocument.json(unit.requests().get(1).text()))
                    .isEqualTo(
                            ServedDocument.json(
                                    "{\"who\":{\"id\":1},\"lines\":[[true]],\"deep\":{\"fixed\":1},\"text\":\"by {\\\"id\\\":1}\"}"));
        }
    }

    @Test
    void bodyParametersTakeWhatStepsGive() {
        try (TwoSurfaces unit =
                TwoSurfaces.unit("", """
                        steps:
                        - {name: first, type: call, call: api.list-ports}
                        - {name: note, type: call, call: api.add-note, with: {text: '{{first.text}}', author: $.first.by}}
                        - {name: send, type: call, call: api.send-note, with: {body: '{{first}}'}}
                        - {name: put, type: call, call: api.replace-ships, with: {body: $.first.list}}
                        """).answering("/ports", "{\"text\":5,\"list\":[1,{\"a\":null}]}")) {
            unit.reply(Map.of());
            assertThat(unit.sent())
                    .containsExactly(
                            "GET /ports",
                            "POST /notes {\"text\":5}",
                            "PATCH /notes {\"text\":5,\"list\":[1,{\"a\":null}]}",
                            "PUT /ships [1,{\"a\":null}]");
        }
    }

    /** B3: what feeds a whole body in a step is a value: a field of the caller's body, or that body's value. */
    @ParameterizedTest
    @CsvSource({"rest.payload", "web.payload", "'{{payload}}'", "$.payload"})
    void wholeBodiesOfStepsAreValues(String value) {
        String yaml = TwoSurfaces.yaml(
                        TwoSurfaces.API,
                        "",
                        "steps: [{name: put, type: call, call: api.replace-ships, with: {body: \"" + value + "\"}}]",
                        "")
                .replace(
                        "method: GET\n        name: u",
                        "method: PUT\n        name: u\n        inputParameters: [{name: payload, in: body, type: object,"
                                + " description: d}]")
                .replaceFirst("(?s)  - type: mcp.*", "");
        try (TwoSurfaces unit = TwoSurfaces.document(yaml)) {
            assertThat(unit.served()
                            .restJson("PUT", "/u", "{\"payload\":{\"a\":1}}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(unit.sent()).containsExactly("PUT /ships {\"a\":1}");
        }
    }

    /** B3: a step never sends the caller's own body. */
    @Test
    void theCallersBodyIsSentByNoStep() {
        String yaml = TwoSurfaces.yaml(
                        TwoSurfaces.API, "", "steps: [{name: put, type: call, call: api.replace-ships}]", "")
                .replace("method: GET\n        name: u", "method: PUT\n        name: u");
        try (TwoSurfaces unit = TwoSurfaces.document(yaml)) {
            HttpResponse<String> response = unit.served().restJson("PUT", "/u", "{\"secret\":1}");
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(unit.sent()).containsExactly("PUT /ships");
        }
    }

    /** S1: what the arguments alone leave missing is refused, all at once, and nothing is sent. */
    @Test
    void missingArgumentsAreRefusedBeforeAnythingIsSent() {
        try (TwoSurfaces unit = TwoSurfaces.unit("a string?, b string?", """
                steps:
                - {name: add, type: call, call: api.add-note, with: {text: x}}
                - {name: one, type: call, call: api.get-ship, with: {imo: '{{a}}'}}
                - {name: two, type: call, call: api.need-query, with: {id: $.b}}
                """)) {
            JsonNode problem = ServedDocument.json(unit.rest(Map.of()).body());
            assertThat(problem.path("status").asInt()).isEqualTo(400);
            assertThat(problem.path("code").asString()).isEqualTo("missing-argument");
            assertThat(problem.path("detail").asString()).contains("\"a\"", "\"b\"");
            assertThat(unit.rest(Map.of("a", "1")).statusCode()).isEqualTo(400);
            assertThat(unit.sent()).isEmpty();
            assertThat(unit.rest(Map.of("a", "1", "b", "2")).statusCode()).isEqualTo(200);
            assertThat(unit.sent())
                    .containsExactly("POST /notes {\"text\":\"x\"}", "GET /ships/1", "DELETE /notes?id=2");
        }
    }

    /** S1: what cannot stand in a path is known before anything runs, too. */
    @Test
    void argumentsThatCannotStandInAPathAreRefusedBeforeAnythingIsSent() {
        try (TwoSurfaces unit = TwoSurfaces.unit("a string", """
                steps:
                - {name: add, type: call, call: api.add-note, with: {text: x}}
                - {name: one, type: call, call: api.get-ship, with: {imo: '{{a}}'}}
                """)) {
            assertThat(unit.rest(Map.of("a", "..")).statusCode()).isEqualTo(400);
            JsonNode error = unit.served().mcp("tools/call", "{\"name\":\"u\",\"arguments\":{\"a\":\"..\"}}");
            assertThat(error.at("/error/message").asString()).contains("imo");
            assertThat(unit.sent()).isEmpty();
        }
    }

    @Test
    void illTypedArgumentsAreRefusedBeforeAnythingIsSent() {
        try (TwoSurfaces unit = TwoSurfaces.unit("n integer", """
                steps: [{name: one, type: call, call: api.get-ship, with: {imo: '{{n}}'}}]
                """)) {
            assertThat(unit.rest(Map.of("n", "x")).statusCode()).isEqualTo(400);
            assertThat(unit.sent()).isEmpty();
            unit.reply(Map.of("n", "5"));
            assertThat(unit.sent()).containsExactly("GET /ships/5");
        }
    }
}
