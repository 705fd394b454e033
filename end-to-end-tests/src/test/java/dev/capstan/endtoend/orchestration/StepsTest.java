package dev.capstan.endtoend.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What steps hand to the operations they call, and what becomes of the answers: S1 to S3, S7, B3, R1. */
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

    /** S3: what nobody refers to is not read. */
    @Test
    void answersThatNothingRefersToAreNotDecoded() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps:
                        - {name: broken, type: call, call: api.list-ports}
                        - {name: crew, type: call, call: api.list-crew}
                        mappings: [{targetName: n, value: $.crew.n}]
                        """)
                .answering("/ports", UpstreamAnswer.text(200, "text/html", "<html>"))
                .answering("/crew", "{\"n\":1}")) {
            unit.replies(Map.of(), "{\"n\":1}");
        }
    }

    /** S3: the bytes of such answers are dropped, and not their connections with them; answers without an end are cut off. */
    @Test
    void connectionsOutliveAnswersThatNothingRefersTo() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                steps:
                - {name: a, type: call, call: api.add-note, with: {text: '1'}}
                - {name: b, type: call, call: api.add-note, with: {text: '2'}}
                - {name: c, type: call, call: api.delete-ship, with: {imo: '3'}}
                mappings: [{targetName: done, value: 'yes'}]
                """)) {
            unit.answering("/notes", "{\"dropped\":\"" + "x".repeat(2000) + "\"}");
            for (int i = 0; i < 3; i++) {
                assertThat(unit.rest(Map.of()).statusCode()).isEqualTo(200);
            }
            assertThat(unit.upstream().connections()).isEqualTo(1);
            unit.answering("/notes", UpstreamAnswer.text(200, "text/plain", "x".repeat(2_000_000)));
            assertThat(unit.rest(Map.of()).body()).isEqualTo("{\"done\":\"yes\"}");
            unit.answering("/notes", UpstreamAnswer.resetMidBody("{"));
            assertThat(unit.rest(Map.of()).body()).isEqualTo("{\"done\":\"yes\"}");
        }
    }

    /** S3: an answer that is needed and cannot be read ends the run with step and format. */
    @Test
    void answersThatCannotBeDecodedEndTheRun() {
        try (TwoSurfaces unit =
                TwoSurfaces.unit("", """
                        steps:
                        - {name: broken, type: call, call: api.list-ports}
                        - {name: add, type: call, call: api.add-note, with: {text: $.broken.n}}
                        """).answering("/ports", UpstreamAnswer.text(200, "text/html", "<html>"))) {
            JsonNode problem = unit.problem(Map.of(), 502);
            assertThat(problem.path("code").asString()).isEqualTo("upstream-unreadable");
            assertThat(problem.path("step").asString()).isEqualTo("broken");
            assertThat(problem.path("upstream").asString()).isEqualTo("api.list-ports");
            assertThat(problem.path("detail").asString()).contains("\"broken\"", "JSON");
            assertThat(unit.sent()).containsExactly("GET /ports");
        }
    }

    /** S3: no body is null. */
    @Test
    void anAnswerWithoutABodyIsNull() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps:
                        - {name: gone, type: call, call: api.delete-ship, with: {imo: '1'}}
                        - {name: head, type: call, call: api.head-ship, with: {imo: '1'}}
                        mappings:
                        - {targetName: gone, value: $.gone}
                        - {targetName: head, value: $.head.x}
                        """).answering("DELETE /ships/1", UpstreamAnswer.empty(204))) {
            unit.replies(Map.of(), "{\"gone\":null,\"head\":null}");
            assertThat(unit.sent()).containsExactly("DELETE /ships/1", "HEAD /ships/1");
        }
    }

    /** S7: without mappings, the status is that of the last call. */
    @Test
    void theLastCallsStatusIsTheReplys() {
        String steps = "steps: [{name: add, type: call, call: api.add-note, with: {text: x}}]";
        try (TwoSurfaces unit =
                TwoSurfaces.unit("", steps).answering("/notes", UpstreamAnswer.json(201, "{\"id\":1}"))) {
            HttpResponse<String> response = unit.rest(Map.of());
            assertThat(response.statusCode()).isEqualTo(201);
            assertThat(response.body()).isEqualTo("{\"id\":1}");
        }
        String mapped = steps + "\nmappings: [{targetName: id, value: $.add.id}]";
        try (TwoSurfaces unit =
                TwoSurfaces.unit("", mapped).answering("/notes", UpstreamAnswer.json(201, "{\"id\":1}"))) {
            unit.replies(Map.of(), "{\"id\":1}");
        }
    }

    /** S7: a last call without a value is 204, whatever outputs are declared. */
    @ParameterizedTest
    @CsvSource({"204,''", "200,''", "201,null", "204,'\noutputParameters: [{name: id, type: string}]'"})
    void aLastCallWithoutAValueIsNoContent(int status, String body) {
        boolean hasOutputs = body.startsWith("\n");
        String unit =
                "steps: [{name: add, type: call, call: api.add-note, with: {text: x}}]" + (hasOutputs ? body : "");
        UpstreamAnswer answer =
                body.isEmpty() || hasOutputs ? UpstreamAnswer.empty(status) : UpstreamAnswer.json(status, body);
        try (TwoSurfaces surfaces = TwoSurfaces.unit("", unit).answering("/notes", answer)) {
            HttpResponse<String> response = surfaces.rest(Map.of());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
            assertThat(response.body()).isEmpty();
            assertThat(surfaces.mcp(Map.of()).path("isError").asBoolean()).isFalse();
        }
    }

    /** S7: 204 is for calls; a lookup as the last step that finds nothing is null. */
    @Test
    void aLastLookupThatFindsNothingIsNull() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps:
                        - {name: crew, type: call, call: api.list-crew}
                        - {name: one, type: lookup, index: crew, match: id, lookupValue: '9', outputParameters: [n]}
                        """).answering("/crew", UpstreamAnswer.json(203, "[]"))) {
            unit.replies(Map.of(), "null");
        }
    }

    /** R1: the operation's outputs are laid over a step's answer. */
    @Test
    void consumedOutputsAreLaidOverStepAnswers() {
        String api = TwoSurfaces.API.replace("{name: list-crew, method: GET}", """
                {name: list-crew, method: GET, outputParameters: [
                        {name: who, type: string, value: $.person.name}, {name: kept, type: string, value: $.nowhere}]}""");
        String unit = """
                steps: [{name: crew, type: call, call: api.list-crew}]
                mappings: [{targetName: all, value: $.crew}]
                """;
        try (TwoSurfaces surfaces = TwoSurfaces.document(TwoSurfaces.yaml(api, "", unit, ""))) {
            surfaces.answering("/crew", "{\"person\":{\"name\":\"Ann\"},\"kept\":1}")
                    .replies(Map.of(), "{\"all\":{\"person\":{\"name\":\"Ann\"},\"kept\":1,\"who\":\"Ann\"}}");
            surfaces.answering("/crew", "[{\"person\":{\"name\":\"Ann\"}},3,{\"who\":\"own\"}]")
                    .replies(
                            Map.of(),
                            "{\"all\":[{\"person\":{\"name\":\"Ann\"},\"who\":\"Ann\"},3,{\"who\":\"own\"}]}");
        }
    }

    /** R1: outputs that speak of the whole array make columns of it; the root speaks of what the others speak of. */
    @Test
    void outputsOfTheWholeArrayAreColumns() {
        String api = TwoSurfaces.API.replace("{name: list-crew, method: GET}", """
                {name: list-crew, method: GET, outputParameters: [
                        {name: ids, type: array, value: '$[*].id'}, {name: count, type: number, value: $.length()},
                        {name: deep, type: array, value: $..k}, {name: all, type: array, value: $.}]}""");
        String unit = """
                steps: [{name: crew, type: call, call: api.list-crew}]
                mappings: [{targetName: of, value: $.crew}]
                """;
        try (TwoSurfaces surfaces = TwoSurfaces.document(TwoSurfaces.yaml(api, "", unit, ""))) {
            surfaces.answering("/crew", "[{\"id\":1,\"x\":{\"k\":2}},{\"id\":3}]")
                    .replies(
                            Map.of(),
                            "{\"of\":{\"ids\":[1,3],\"count\":2,\"deep\":[2],\"all\":[{\"id\":1,\"x\":{\"k\":2}},{\"id\":3}]}}");
        }
    }

    /** R1: mixing both kinds in one operation is an error. */
    @Test
    void outputsOfElementsAndOfTheWholeDoNotMix() {
        String api = TwoSurfaces.API.replace("{name: list-crew, method: GET}", """
                {name: list-crew, method: GET, outputParameters: [
                        {name: ids, type: array, value: '$[*].id'}, {name: one, type: string, value: $.id}]}""");
        String yaml = TwoSurfaces.yaml(api, "", "steps: [{name: s, type: call, call: api.list-ports}]", "")
                .replace(
                        "- name: u\n",
                        "- {name: t, description: d, steps: [{name: c, type: call, call: api.list-crew},"
                                + " {name: l, type: lookup, index: c, match: a, lookupValue: b, outputParameters: [x]}]}\n"
                                + "    - name: u\n");
        try (TwoSurfaces unit = TwoSurfaces.document(yaml)) {
            assertThat(unit.rules()).contains("outputs-mixed");
            assertThat(unit.served().tools())
                    .extracting(tool -> tool.path("name").asString())
                    .isEqualTo(List.of("u"));
        }
    }
}
