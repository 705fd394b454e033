package dev.capstan.endtoend.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.UpstreamAnswer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What becomes of the answers of steps: S3, S7, R1. */
class StepAnswersTest {
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
