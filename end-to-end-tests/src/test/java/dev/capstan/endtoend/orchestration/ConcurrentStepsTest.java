package dev.capstan.endtoend.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Which steps run together, and what happens to the others when one fails: S4, S10. */
class ConcurrentStepsTest {
    private static final String READS = """
            steps:
            - {name: ports, type: call, call: api.list-ports}
            - {name: crew, type: call, call: api.list-crew}
            - {name: ships, type: call, call: api.list-ships}
            mappings:
            - {targetName: ports, value: $.ports.n}
            - {targetName: crew, value: $.crew.n}
            - {targetName: ships, value: $.ships.n}
            """;

    /** The requests that arrive while none of them is answered. */
    private static List<String> together(String steps, int expected) {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        UpstreamAnswer held =
                UpstreamAnswer.json(200, "{\"n\":1,\"imo\":\"9\"}").after(gate);
        try (TwoSurfaces unit = TwoSurfaces.unit("", steps)) {
            unit.upstream().answer(request -> held);
            CompletableFuture<JsonNode> call = CompletableFuture.supplyAsync(() -> unit.mcp(Map.of()));
            List<String> arrived = new ArrayList<>();
            for (int i = 0; i < expected; i++) {
                arrived.add(unit.upstream().take().target());
            }
            assertThat(unit.upstream().requests()).hasSize(expected);
            assertThat(call).isNotDone();
            gate.complete(null);
            assertThat(call.join().path("isError").asBoolean()).isFalse();
            return arrived;
        }
    }

    /** S4: neighbouring reads of which none names another one run together. */
    @Test
    void neighbouringReadsRunTogether() {
        assertThat(together(READS, 3)).containsExactlyInAnyOrder("/ports", "/crew", "/ships");
    }

    /** S4: HEAD is a read; a read that names a step before the row belongs to it. */
    @Test
    void readsThatNameAnEarlierRowRunTogether() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                steps:
                - {name: add, type: call, call: api.add-note, with: {text: x}}
                - {name: head, type: call, call: api.head-ship, with: {imo: $.add.imo}}
                - {name: get, type: call, call: api.get-ship, with: {imo: '{{add.imo}}'}}
                """)) {
            unit.answering("/notes", "{\"imo\":\"9\"}")
                    .answering("HEAD /ships/9", UpstreamAnswer.empty(200))
                    .answering("GET /ships/9", UpstreamAnswer.json(200, "{}").after(gate));
            CompletableFuture<JsonNode> call = CompletableFuture.supplyAsync(() -> unit.mcp(Map.of()));
            assertThat(unit.upstream().take().method()).isEqualTo("POST");
            assertThat(List.of(
                            unit.upstream().take().method(),
                            unit.upstream().take().method()))
                    .containsExactlyInAnyOrder("HEAD", "GET");
            gate.complete(null);
            assertThat(call.join().path("isError").asBoolean()).isFalse();
        }
    }

    /** S4: a read that names another one, a write, and a lookup each end the row. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "- {name: b, type: call, call: api.get-ship, with: {imo: $.a.imo}}",
                "- {name: b, type: call, call: api.get-ship, with: {imo: '{{a.imo}}'}}",
                "- {name: b, type: call, call: api.add-note, with: {text: x}}",
                "- {name: b, type: call, call: api.delete-ship, with: {imo: '9'}}",
                "- {name: l, type: lookup, index: a, match: n, lookupValue: '1', outputParameters: [n]}\n"
                        + "- {name: b, type: call, call: api.list-crew}",
            })
    void whatEndsARow(String second) {
        together("steps:\n- {name: a, type: call, call: api.list-ports}\n" + second, 1);
    }

    /** S4: nothing that writes overtakes or is overtaken. */
    @Test
    void writesKeepTheirOrder() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                steps:
                - {name: a, type: call, call: api.add-note, with: {text: '1'}}
                - {name: b, type: call, call: api.list-ports}
                - {name: c, type: call, call: api.add-note, with: {text: '2'}}
                - {name: d, type: call, call: api.delete-ship, with: {imo: '1'}}
                - {name: e, type: call, call: api.delete-ship, with: {imo: '2'}}
                - {name: f, type: call, call: api.list-crew}
                """)) {
            unit.reply(Map.of());
            assertThat(unit.sent())
                    .containsExactly(
                            "POST /notes {\"text\":\"1\"}",
                            "GET /ports",
                            "POST /notes {\"text\":\"2\"}",
                            "DELETE /ships/1",
                            "DELETE /ships/2",
                            "GET /crew");
        }
    }

    @Test
    void theResultsOfReadsThatRanTogetherAreTheirOwn() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        try (TwoSurfaces unit = TwoSurfaces.unit("", READS)) {
            unit.answering("/ports", UpstreamAnswer.json(200, "{\"n\":\"p\"}").after(gate))
                    .answering("/crew", "{\"n\":\"c\"}")
                    .answering("/ships", "{\"n\":\"s\"}");
            CompletableFuture<HttpResponse<String>> call = CompletableFuture.supplyAsync(() -> unit.rest(Map.of()));
            for (int i = 0; i < 3; i++) {
                unit.upstream().take();
            }
            gate.complete(null);
            assertThat(call.join().body()).isEqualTo("{\"ports\":\"p\",\"crew\":\"c\",\"ships\":\"s\"}");
        }
    }

    /** S4: when one fails, those behind it are cancelled at once. */
    @Test
    void theRestOfTheRowIsCancelledAtOnce() {
        try (TwoSurfaces unit = TwoSurfaces.unit("", READS)) {
            unit.answering("/ports", UpstreamAnswer.json(404, "{\"message\":\"gone\"}"))
                    .answering("/crew", UpstreamAnswer.never())
                    .answering("/ships", UpstreamAnswer.never());
            JsonNode problem = ServedDocument.json(unit.rest(Map.of()).body());
            assertThat(problem.path("step").asString()).isEqualTo("ports");
            assertThat(problem.path("upstreamStatus").asInt()).isEqualTo(404);
            unit.upstream().awaitDisconnect();
            unit.upstream().awaitDisconnect();
        }
    }

    /** S4: of several that fail, the first in the document's order is told, whichever failed first. */
    @Test
    void theFirstFailureInTheDocumentsOrderIsTold() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        try (TwoSurfaces unit = TwoSurfaces.unit("", READS)) {
            unit.answering("/ports", UpstreamAnswer.json(409, "{}").after(gate))
                    .answering("/crew", UpstreamAnswer.json(404, "{}"))
                    .answering("/ships", UpstreamAnswer.never());
            CompletableFuture<HttpResponse<String>> call = CompletableFuture.supplyAsync(() -> unit.rest(Map.of()));
            for (int i = 0; i < 3; i++) {
                unit.upstream().take();
            }
            // The last one is given up as soon as the second has failed.
            unit.upstream().awaitDisconnect();
            gate.complete(null);
            JsonNode problem = ServedDocument.json(call.join().body());
            assertThat(problem.path("step").asString()).isEqualTo("ports");
            assertThat(problem.path("upstreamStatus").asInt()).isEqualTo(409);
        }
    }

    /** S10: when the caller goes away, a write on its way is finished, and no further step starts. */
    @Test
    void aWriteOnItsWayIsFinishedWhenTheCallerGoesAway() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps:
                        - {name: add, type: call, call: api.add-note, with: {text: x}}
                        - {name: read, type: call, call: api.list-ports}
                        """)
                .answering("/notes", UpstreamAnswer.json(200, "{}").after(gate))) {
            try (Caller caller = Caller.get(unit.served().url("rest"), "/u")) {
                RecordedRequest write = unit.upstream().take();
                assertThat(write.method()).isEqualTo("POST");
                caller.reset();
            }
            // Another call that has been served in the meantime shows that the reset was seen.
            unit.answering("/notes", "{}");
            assertThat(unit.rest(Map.of()).statusCode()).isEqualTo(200);
            gate.complete(null);
            assertThat(unit.rest(Map.of()).statusCode()).isEqualTo(200);
            assertThat(unit.sent().stream().filter(sent -> sent.equals("GET /ports")))
                    .hasSize(2);
        }
    }

    /** S10: a read on its way is cancelled when the caller goes away. */
    @Test
    void aReadIsCancelledWhenTheCallerGoesAway() throws Exception {
        try (TwoSurfaces unit = TwoSurfaces.unit("", """
                        steps:
                        - {name: read, type: call, call: api.list-ports}
                        - {name: add, type: call, call: api.add-note, with: {text: x}}
                        """).answering("/ports", UpstreamAnswer.never())) {
            try (Caller caller = Caller.get(unit.served().url("rest"), "/u")) {
                unit.upstream().take();
                caller.reset();
            }
            unit.upstream().awaitDisconnect();
            assertThat(unit.sent()).containsExactly("GET /ports");
        }
    }
}
