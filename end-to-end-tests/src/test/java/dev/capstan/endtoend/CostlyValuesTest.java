package dev.capstan.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.testkit.Patience;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values that would take far more time or memory than bytes: an answer that says so, soon, and the engine goes on. */
@Timeout(60)
class CostlyValuesTest {
    private static final String DOCUMENT = Documents.of("""
            - name: r
              path: /items/{id}
              operations:
              - {name: get, method: GET, inputParameters: [{name: id, in: path}]}
              - {name: put, method: PUT, inputParameters: [{name: id, in: path}, {name: v, in: body}]}
            """, """
            - path: /pattern/{{id}}
              operations:
              - method: GET
                name: pattern
                call: api.get
                inputParameters: [{name: id, in: path, type: string, pattern: '^(.*a){25}b$'}]
                with: {id: web.id}
            - path: /wild/{{id}}
              operations:
              - method: GET
                name: wild
                call: api.get
                with: {id: web.id}
                outputParameters: [{type: array, mapping: '$..*..*'}]
              - method: PUT
                name: put-wild
                call: api.put
                inputParameters:
                - {name: id, in: path}
                - {name: found, in: body, value: '$..*..*'}
                with: {id: web.id, v: web.found}
            - path: /each/{{id}}
              operations:
              - method: GET
                name: each
                call: api.get
                with: {id: web.id}
                outputParameters:
                - type: array
                  mapping: $.rows
                  items: {type: array, mapping: '$..*..*'}
            - path: /found/{{id}}
              operations:
              - method: GET
                name: found
                steps:
                - {type: call, name: all, call: api.get, with: {id: web.id}}
                - {type: lookup, name: one, index: all, match: key, lookupValue: wanted, outputParameters: [title]}
            - path: /kept/{{id}}
              operations:
              - method: GET
                name: kept
                steps:
                - {type: call, name: first, call: api.get, with: {id: web.id}}
                - {type: call, name: second, call: api.get, with: {id: $.first.next}}
            - path: /title/{{id}}
              operations:
              - method: GET
                name: title
                call: api.get
                with: {id: web.id}
                outputParameters: [{type: string, mapping: $.title}]
            """, "");

    private static final String OTHER = "{\"title\":\"" + "o".repeat(300_000) + "\"}";

    @Test
    void aPatternThatBacktracksIsGivenUp() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(DOCUMENT, upstream)) {
            HttpResponse<String> refused = served.rest("GET", "/pattern/" + "a".repeat(60) + "!");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("invalid-argument", "takes too long to compare with the pattern");
            assertThat(upstream.requests()).isEmpty();
            assertThat(served.rest("GET", "/title/1").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPathThatTakesTooLongOnAnAnswerIsTheAnswersFault() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(DOCUMENT, upstream)) {
            upstream.answer(UpstreamAnswer.json(200, nested(200, 100)));
            HttpResponse<String> refused = served.rest("GET", "/wild/1");
            assertThat(refused.statusCode()).isEqualTo(502);
            assertThat(refused.body()).contains("upstream-unreadable", "api.get", "takes too long");
        }
    }

    @Test
    void pathsThatAreEvaluatedOftenHaveTheirTimeTogether() {
        StringJoiner rows = new StringJoiner(",", "{\"rows\":[", "]}");
        String row = nested(60, 12);
        for (int i = 0; i < 300; i++) {
            rows.add(row);
        }
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(DOCUMENT, upstream)) {
            upstream.answer(UpstreamAnswer.json(200, "{\"rows\":[" + row + "]}"));
            assertThat(served.rest("GET", "/each/1").statusCode()).isEqualTo(200);
            upstream.answer(UpstreamAnswer.json(200, rows.toString()));
            HttpResponse<String> refused = served.rest("GET", "/each/1");
            assertThat(refused.statusCode()).isEqualTo(502);
            assertThat(refused.body()).contains("upstream-unreadable", "takes too long");
        }
    }

    @Test
    void aPathThatTakesTooLongOnABodyIsTheCallersFault() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(DOCUMENT, upstream)) {
            HttpResponse<String> refused = served.restJson("PUT", "/wild/1", nested(200, 100));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("malformed-body", "takes too long");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void aNumberOfAGigabyteOfDigitsIsComparedAsItIsWritten() {
        String rows = """
                [{"key": 1e999999999, "title": "huge"}, {"key": -1e-999999999, "title": "tiny"},
                {"key": "wanted", "title": "this"}]""";
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(DOCUMENT, upstream)) {
            upstream.answer(UpstreamAnswer.json(200, rows));
            HttpResponse<String> found = served.rest("GET", "/found/1");
            assertThat(found.statusCode()).isEqualTo(200);
            assertThat(ServedDocument.json(found.body())).isEqualTo(ServedDocument.json("{\"title\":\"this\"}"));
        }
    }

    /** Rows times fields would be five billion. */
    @Test
    void aColumnIsNotLookedForInEveryRow() {
        StringBuilder columns = new StringBuilder("{\"key\":[");
        columns.append("1,".repeat(100_000)).append("\"wanted\"]");
        columns.append(",\"title\":[").append("2,".repeat(100_000)).append("\"this\"]");
        for (int i = 0; i < 50_000; i++) {
            columns.append(",\"f").append(i).append("\":[]");
        }
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(DOCUMENT, upstream)) {
            upstream.answer(UpstreamAnswer.json(200, columns.append('}').toString()));
            HttpResponse<String> found = served.rest("GET", "/found/1");
            assertThat(found.statusCode()).isEqualTo(200);
            assertThat(ServedDocument.json(found.body())).isEqualTo(ServedDocument.json("{\"title\":\"this\"}"));
        }
    }

    /** So much is held that {@link #OTHER} finds no memory besides. */
    private static void awaitHeld(ServedDocument served) {
        MemoryBudget memory = served.engine().context().memory();
        Patience.until("most of the memory is held", () -> memory.reserved() > 700_000);
    }

    private static void assertRefusedWhileHeld(ServedDocument served) {
        HttpResponse<String> refused = served.rest("GET", "/title/2");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("overloaded");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    private static void assertServedOnceReleased(ServedDocument served) {
        MemoryBudget memory = served.engine().context().memory();
        Patience.until("all memory is given back", () -> memory.reserved() == 0);
        assertThat(served.rest("GET", "/title/3").statusCode()).isEqualTo(200);
    }

    @Test
    void answersThatAreGatheredShareTheMemory() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        byte[] begun = ("{\"title\":\"" + "t".repeat(800_000)).getBytes(StandardCharsets.US_ASCII);
        byte[] end = "\"}".getBytes(StandardCharsets.US_ASCII);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served =
                        ServedDocument.serve(DOCUMENT, upstream, builder -> builder.configuration(withOneMebibyte()))) {
            upstream.answer(request -> request.path().endsWith("/large")
                    ? new UpstreamAnswer.Pieces(200, "application/json", List.of(begun, end), gate)
                    : UpstreamAnswer.json(200, OTHER));
            CompletableFuture<HttpResponse<String>> large =
                    CompletableFuture.supplyAsync(() -> served.rest("GET", "/title/large"));
            awaitHeld(served);
            assertRefusedWhileHeld(served);
            gate.complete(null);
            assertThat(Patience.await(large).statusCode()).isEqualTo(200);
            assertServedOnceReleased(served);
        }
    }

    @Test
    void resultsOfStepsAreHeldUntilTheLastOne() {
        String first = "{\"next\":\"slow\",\"pad\":\"" + "p".repeat(800_000) + "\"}";
        CompletableFuture<Void> gate = new CompletableFuture<>();
        CompletableFuture<Void> isAtSecond = new CompletableFuture<>();
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served =
                        ServedDocument.serve(DOCUMENT, upstream, builder -> builder.configuration(withOneMebibyte()))) {
            upstream.answer(request -> {
                if (request.path().endsWith("/slow")) {
                    isAtSecond.complete(null);
                    return UpstreamAnswer.json(200, "{}").after(gate);
                }
                return UpstreamAnswer.json(200, request.path().endsWith("/first") ? first : OTHER);
            });
            CompletableFuture<HttpResponse<String>> kept =
                    CompletableFuture.supplyAsync(() -> served.rest("GET", "/kept/first"));
            Patience.await(isAtSecond);
            awaitHeld(served);
            assertRefusedWhileHeld(served);
            gate.complete(null);
            assertThat(Patience.await(kept).statusCode()).isEqualTo(200);
            assertServedOnceReleased(served);
        }
    }

    /** Whoever finds no memory does not wait long for it: nothing here is given back before the test says so. */
    private static EngineConfiguration withOneMebibyte() {
        return EngineConfiguration.DEFAULT.toBuilder()
                .maxHeldBytes(1 << 20)
                .server(ServerConfiguration.builder()
                        .anyPort(true)
                        .memoryTimeout(Duration.ofMillis(200))
                        .build())
                .build();
    }

    /** Objects in one another, each with as many numbers besides. */
    private static String nested(int depth, int width) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append("{\"n\":[").append("1,".repeat(width)).append("1],\"c\":");
        }
        return text.append('1').append("}".repeat(depth)).toString();
    }
}
