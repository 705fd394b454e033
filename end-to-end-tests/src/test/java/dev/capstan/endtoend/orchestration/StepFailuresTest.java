package dev.capstan.endtoend.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What ends a run of steps, and what the caller is told: S5, S6. */
class StepFailuresTest {
    private static final String STEPS = """
            steps:
            - {name: first, type: call, call: api.list-ports}
            - {name: add, type: call, call: api.add-note, with: {text: $.first.text}}
            - {name: after, type: call, call: api.send-note, with: {body: '{{add}}'}}
            """;

    /** S5: the reply carries the upstream's status for 4xx and 502 for 5xx; the problem names step, upstream and status. */
    @Test
    void aFailingStepEndsTheRun() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", STEPS).answering("/ports", "{}")) {
            for (String[] row : TwoSurfaces.rows("""
                400 | 400
                401 | 401
                404 | 404
                409 | 409
                422 | 422
                429 | 429
                500 | 502
                503 | 502
                599 | 502
                """)) {
                unit.answering(
                        "POST /notes",
                        UpstreamAnswer.json(Integer.parseInt(row[0]), "{\"message\":\"no \\\"such\\\" thing\"}")
                                .header("WWW-Authenticate", "Basic"));
                JsonNode problem = unit.problem(Map.of(), Integer.parseInt(row[1]));
                assertThat(problem.path("code").asString()).isEqualTo("step-failed");
                assertThat(problem.path("step").asString()).isEqualTo("add");
                assertThat(problem.path("upstream").asString()).isEqualTo("api.add-note");
                assertThat(problem.path("upstreamStatus").asString()).isEqualTo(row[0]);
                assertThat(problem.path("status").asString()).isEqualTo(row[1]);
                assertThat(problem.path("detail").asString())
                        .contains("\"add\"", "api.add-note", row[0], "no \"such\" thing");
                assertThat(unit.sent()).containsExactly("GET /ports", "POST /notes {}");
                HttpResponse<String> response = unit.rest(Map.of());
                assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
                assertThat(TwoSurfaces.errorText(unit.mcp(Map.of())))
                        .contains("add", "api.add-note", row[0], "no \"such\" thing");
            }
        }
    }

    /** S5: the message is the first text of a JSON body's known members, or the beginning of a text body, never HTML. */
    @Test
    void theUpstreamsMessageIsTold() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", STEPS)) {
            for (String[] row : TwoSurfaces.rows("""
                application/json | {"title":"T","detail":"D","message":"M"} | : M
                application/json | {"error_description":"ED","error":"E"} | : ED
                application/json | {"error":"E","detail":"D"} | : E
                application/json | {"error":{"message":"EM","code":4}} | : EM
                application/problem+json | {"title":"T","detail":"D"} | : D
                application/json | {"title":"T"} | : T
                application/json | {"message":5,"title":"T"} | : T
                application/json | {"code":5} | status 418
                application/json | [] | status 418
                text/plain | plain   text | : plain text
                text/html | <h1>secret</h1> | status 418
                text/plain | <!DOCTYPE html><p>secret | status 418
                application/json | not { json | : not { json
                """)) {
                unit.answering("/ports", UpstreamAnswer.text(418, row[0], row[1]));
                assertThat(unit.problem(Map.of(), 418).path("detail").asString())
                        .as(row[1])
                        .endsWith(row[2]);
            }
        }
    }

    @Test
    void longMessagesAreCut() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", STEPS)
                .answering("/ports", UpstreamAnswer.text(400, "text/plain", "x".repeat(5000)))) {
            assertThat(unit.problem(Map.of(), 400).path("detail").asString().length())
                    .isBetween(200, 320);
        }
    }

    @Test
    void aFailingStepWithoutABodyIsToldToo() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", STEPS).answering("/ports", UpstreamAnswer.empty(404))) {
            JsonNode problem = unit.problem(Map.of(), 404);
            assertThat(problem.path("step").asString()).isEqualTo("first");
            assertThat(problem.path("detail").asString()).contains("404");
        }
    }

    /** A step whose upstream hangs up: the step is named, and the upstream. */
    @Test
    void anUnreachableUpstreamNamesTheStep() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", STEPS)
                .answering("/ports", "{}")
                .answering("POST /notes", UpstreamAnswer.hangup())) {
            JsonNode problem = unit.problem(Map.of(), 502);
            assertThat(problem.path("step").asString()).isEqualTo("add");
            assertThat(problem.path("upstream").asString()).isEqualTo("api.add-note");
            assertThat(problem.path("detail").asString()).contains("\"add\"");
            assertThat(unit.requests()).noneMatch(request -> request.method().equals("PATCH"));
        }
    }

    /** S6: what an earlier step did not give is nobody's fault but the upstream's; nothing is sent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.first.imo",
                "{{first.imo}}",
                "{{first.list[0].imo}}",
                "ship {{first.imo}}",
                "{{look.imo}}",
            })
    void anInputThatAnEarlierStepDidNotGive(String expression) {
        try (TwoSurfaces unit =
                TwoSurfaces.unit("", """
                        steps:
                        - {name: first, type: call, call: api.list-ports}
                        - {name: look, type: lookup, index: first, match: id, lookupValue: '1', outputParameters: [imo]}
                        - {name: second, type: call, call: api.delete-ship, with: {imo: '%s'}}
                        - {name: third, type: call, call: api.list-crew}
                        """.formatted(expression)).answering("/ports", "{\"imo\":null,\"list\":[]}")) {
            JsonNode problem = unit.problem(Map.of(), 502);
            assertThat(problem.path("code").asString()).isEqualTo("step-input-missing");
            assertThat(problem.path("step").asString()).isEqualTo("second");
            assertThat(problem.path("parameter").asString()).isEqualTo("imo");
            assertThat(problem.path("detail").asString()).contains("\"second\"", "\"imo\"", expression);
            assertThat(problem.path("expression").asString()).isEqualTo(expression);
            assertThat(unit.sent()).containsExactly("GET /ports");
        }
    }

    /** A value of an earlier step that cannot stand where it is to go: the caller is not to blame for it either. */
    @ParameterizedTest
    @CsvSource({"imo,..", "imo,''", "X-Probe,'a\\nb'"})
    void anInputThatCannotStandWhereItIsToGo(String parameter, String value) {
        String call = parameter.equals("imo")
                ? "call: api.get-ship, with: {imo: $.first.v}"
                : "call: api.probe, with: {part: x, X-Probe: $.first.v}";
        try (TwoSurfaces unit =
                TwoSurfaces.unit("", """
                        steps:
                        - {name: first, type: call, call: api.list-ports}
                        - {name: second, type: call, %s}
                        """.formatted(call)).answering("/ports", "{\"v\":\"" + value + "\"}")) {
            JsonNode problem = unit.problem(Map.of(), 502);
            assertThat(problem.path("step").asString()).isEqualTo("second");
            assertThat(problem.path("code").asString()).isEqualTo("step-input-invalid");
            assertThat(problem.path("detail").asString()).contains(parameter);
            assertThat(unit.sent()).containsExactly("GET /ports");
        }
    }

    /** S6 is for inputs that are required: others are left out. */
    @Test
    void optionalInputsThatAnEarlierStepDidNotGiveAreLeftOut() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps:
                        - {name: first, type: call, call: api.list-ports}
                        - {name: second, type: call, call: api.list-ships, with: {status: $.first.nowhere}}
                        """).answering("/ports", "{}")) {
            unit.reply(Map.of());
            assertThat(unit.sent()).containsExactly("GET /ports", "GET /ships");
        }
    }

    /** The failure of a step that is given by arguments and steps is told apart: the argument is the caller's to give. */
    @Test
    void theCallerIsToldOfItsOwnPartOnly() {
        try (TwoSurfaces unit = TwoSurfaces.unit("imo string?", """
                steps:
                - {name: first, type: call, call: api.list-ports}
                - {name: second, type: call, call: api.get-ship, with: {imo: '{{imo}}'}}
                - {name: third, type: call, call: api.delete-ship, with: {imo: $.first.imo}}
                """)) {
            HttpResponse<String> response = unit.rest(Map.of());
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(ServedDocument.json(response.body()).path("code").asString())
                    .isEqualTo("missing-argument");
            assertThat(unit.sent()).isEmpty();
        }
    }
}
