package dev.capstan.endtoend.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.EngineBuilder;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One unit, served as the REST operation {@code GET /u} and as the MCP tool {@code u}, before an upstream that answers by method
 * and path. What one surface does, the other has to do too.
 */
final class TwoSurfaces implements AutoCloseable {
    /** The API of most tests. */
    static final String API = """
            - name: ships
              path: /ships
              operations:
              - {name: list-ships, method: GET, inputParameters: [{name: status, in: query}]}
              - name: add-ship
                method: POST
                body: '{"name": "{{name}}", "size": {{size}}, "owner": {{owner}}}'
              - {name: replace-ships, method: PUT}
            - name: ship
              path: /ships/{{imo}}
              operations:
              - {name: get-ship, method: GET, inputParameters: [{name: imo, in: path}]}
              - {name: head-ship, method: HEAD, inputParameters: [{name: imo, in: path}]}
              - {name: delete-ship, method: DELETE, inputParameters: [{name: imo, in: path}]}
            - name: crew
              path: /crew
              operations: [{name: list-crew, method: GET}]
            - name: ports
              path: /ports
              operations: [{name: list-ports, method: GET}]
            - name: probe
              path: /probe/{{part}}
              operations:
              - name: probe
                method: GET
                inputParameters:
                - {name: part, in: path}
                - {name: q, in: query}
                - {name: X-Probe, in: header}
                - {name: session, in: cookie}
            - name: notes
              path: /notes
              operations:
              - name: add-note
                method: POST
                inputParameters:
                - {name: text, in: body}
                - {name: author, in: body}
              - name: send-note
                method: PATCH
                inputParameters: [{name: body, in: body, type: object}]
              - name: need-query
                method: DELETE
                inputParameters: [{name: id, in: query, required: true}]
            - name: logs
              path: /logs
              operations:
              - name: add-log
                method: POST
                body:
                  type: json
                  data: {who: '{{who}}', lines: ['{{line}}'], deep: {n: '{{n}}', fixed: 1}, text: 'by {{who}}'}
            """;

    private final Map<String, UpstreamAnswer> answers = new HashMap<>();
    private final Map<String, String> awaited = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, CompletableFuture<Void>> arrivals = new HashMap<>();
    private final RecordingUpstream upstream = RecordingUpstream.start();
    private final ServedDocument served;
    private int seen;

    private TwoSurfaces(String document, UnaryOperator<EngineBuilder> settings) {
        upstream.answer(this::answer);
        ServedDocument started;
        try {
            started = ServedDocument.serve(document, upstream, settings);
        } catch (RuntimeException | Error e) {
            upstream.close();
            throw e;
        }
        served = started;
    }

    /** Serves a document. */
    static TwoSurfaces document(String yaml) {
        return document(yaml, settings -> settings);
    }

    /** Serves a document with an engine that the test has its say in. */
    static TwoSurfaces document(String yaml, UnaryOperator<EngineBuilder> settings) {
        return new TwoSurfaces(yaml, settings);
    }

    /**
     * Serves a unit.
     *
     * @param inputs {@code name type} of each argument, {@code name type?} of optional ones, separated by commas
     * @param unit YAML of what both surfaces share: steps, mappings, outputs
     */
    static TwoSurfaces unit(String inputs, String unit) {
        return document(yaml(API, inputs, unit, ""));
    }

    /** The document of {@link #unit}; {@code aggregates} is YAML of the capability's aggregates, or empty. */
    static String yaml(String api, String inputs, String unit, String aggregates) {
        StringBuilder rest = new StringBuilder();
        StringBuilder tool = new StringBuilder();
        for (String input : inputs.isEmpty() ? new String[0] : inputs.split(",")) {
            String[] words = input.trim().split(" ");
            String type = words[1].replace("?", "");
            rest.append("- {name: " + words[0] + ", in: query, type: " + type + ", description: d}\n");
            tool.append("- {name: " + words[0] + ", type: " + type + ", description: d, required: "
                    + !words[1].endsWith("?") + "}\n");
        }
        String restInputs =
                rest.isEmpty() ? "" : "    inputParameters:\n" + rest.toString().indent(4);
        String toolInputs =
                tool.isEmpty() ? "" : "  inputParameters:\n" + tool.toString().indent(2);
        return """
                naftiko: 1.0.0-alpha2
                info: {label: Test, description: A test.}
                capability:
                  consumes:
                  - type: http
                    namespace: api
                    baseUri: https://api.example.net
                    resources:
                """
                + api.indent(4)
                + (aggregates.isEmpty() ? "" : "  aggregates:\n" + aggregates.indent(2))
                + "  exposes:\n  - type: rest\n    namespace: web\n    port: 8080\n    resources:\n"
                + ("- path: /u\n  operations:\n  - method: GET\n    name: u\n" + restInputs + unit.indent(4)).indent(4)
                + "  - type: mcp\n    namespace: agent\n    port: 9090\n    transport: http\n    tools:\n"
                + ("- name: u\n  description: d\n" + toolInputs + unit.indent(2)).indent(4);
    }

    /** What the upstream answers to a path, or to a method and a path. */
    TwoSurfaces answering(String path, String json) {
        return answering(path, UpstreamAnswer.json(200, json));
    }

    /** What the upstream answers to a path, or to a method and a path. */
    TwoSurfaces answering(String path, UpstreamAnswer answer) {
        answers.put(path, answer);
        return this;
    }

    /**
     * Has answers to a path wait until another path was requested as often: of reads that run together, one fails only when all of
     * them have come.
     */
    TwoSurfaces onceRequested(String path, String other) {
        awaited.put(path, other);
        return this;
    }

    private UpstreamAnswer answer(RecordedRequest request) {
        String path = request.path();
        int times = counts.merge(path, 1, Integer::sum);
        arrival(path, times).complete(null);
        UpstreamAnswer answer = answers.getOrDefault(
                request.method() + " " + path, answers.getOrDefault(path, UpstreamAnswer.json(200, "{\"ok\":true}")));
        String other = awaited.get(path);
        return other != null && answer instanceof UpstreamAnswer.Whole whole
                ? whole.after(arrival(other, times))
                : answer;
    }

    /** Completes when the path is requested for the nth time. */
    private CompletableFuture<Void> arrival(String path, int times) {
        return arrivals.computeIfAbsent(path + " " + times, any -> new CompletableFuture<>());
    }

    ServedDocument served() {
        return served;
    }

    RecordingUpstream upstream() {
        return upstream;
    }

    /** What the unit replies with success, which is the same on both surfaces; {@link #sent} gives the requests of one call. */
    JsonNode reply(Map<String, ?> arguments) {
        requests();
        JsonNode result = mcp(arguments);
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        String text = result.at("/content/0/text").asString();
        List<String> ofTool = sent();
        HttpResponse<String> response = rest(arguments);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(ServedDocument.json(response.body())).isEqualTo(ServedDocument.json(text));
        assertThat(sent()).containsExactlyInAnyOrderElementsOf(ofTool);
        seen -= ofTool.size();
        JsonNode reply = ServedDocument.json(text);
        if (result.has("structuredContent")) {
            assertThat(result.get("structuredContent")).isIn(reply, withoutNulls(reply));
        }
        return reply;
    }

    /** Where a schema is promised, what was not found is not in structured content. */
    private static JsonNode withoutNulls(JsonNode value) {
        JsonNode copy = value.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
            object.properties().forEach(member -> member.setValue(withoutNulls(member.getValue())));
        } else if (copy instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, withoutNulls(array.get(i)));
            }
        }
        return copy;
    }

    /** As {@link #reply(Map)}, compared with JSON text. */
    void replies(Map<String, ?> arguments, String json) {
        assertThat(reply(arguments)).isEqualTo(ServedDocument.json(json));
    }

    /** The failed call's problem, of that status, on REST; the MCP result has to hold its detail and nothing that was sent. */
    JsonNode problem(Map<String, ?> arguments, int status) {
        requests();
        JsonNode result = mcp(arguments);
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        List<String> ofTool = sent();
        HttpResponse<String> response = rest(arguments);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        JsonNode problem = ServedDocument.json(response.body());
        assertThat(result.at("/content/0/text").asString())
                .contains(problem.path("detail").asString());
        assertThat(sent()).containsExactlyInAnyOrderElementsOf(ofTool);
        seen -= ofTool.size();
        return problem;
    }

    /** Calls the tool. */
    JsonNode mcp(Map<String, ?> arguments) {
        return served.call("u", arguments);
    }

    /** Calls the REST operation. */
    HttpResponse<String> rest(Map<String, ?> arguments) {
        String query = arguments.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(text(entry.getValue())))
                .collect(Collectors.joining("&"));
        return served.rest("GET", query.isEmpty() ? "/u" : "/u?" + query);
    }

    private static String text(Object value) {
        return value instanceof List<?> || value instanceof Map<?, ?>
                ? new tools.jackson.databind.json.JsonMapper().writeValueAsString(value)
                : String.valueOf(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What the upstream received since this was asked the last time: {@code METHOD target body}. */
    List<String> sent() {
        return requests().stream().map(RecordedRequest::toString).toList();
    }

    /** What the upstream received since this was asked the last time. */
    List<RecordedRequest> requests() {
        List<RecordedRequest> all = upstream.requests();
        List<RecordedRequest> fresh = new ArrayList<>(all.subList(seen, all.size()));
        seen = all.size();
        return fresh;
    }

    /** The cells of a table: one row a line, divided by bars. */
    static List<String[]> rows(String table) {
        return table.lines()
                .map(line -> line.trim().split(" \\| ", -1))
                .peek(cells -> Arrays.setAll(cells, i -> cells[i].trim()))
                .toList();
    }

    /** The rules of what was found in the document, without repetitions. */
    List<String> rules() {
        return served.rules().stream().distinct().toList();
    }

    /** The text of a tool's error result. */
    static String errorText(JsonNode result) {
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        return result.at("/content/0/text").asString();
    }

    @Override
    public void close() {
        served.close();
        upstream.close();
    }
}
