package dev.capstan.adapter.mcp;

import static dev.capstan.adapter.mcp.ToolResults.isError;
import static dev.capstan.adapter.mcp.ToolResults.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.tokens.TokenEstimate;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.ServerConfigurationBuilder;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Results that are made smaller: to what a caller selects, and to what a model is to read at most. */
class ReducedResultsTest {
    private static final String DOCUMENT = """
            naftiko: 1.0.0-alpha2
            info: {label: Shop, description: d}
            capability:
              consumes:
                - type: http
                  namespace: shop
                  baseUri: https://shop.test
                  resources:
                    - name: orders
                      path: /orders
                      operations:
                        - name: list
                          method: GET
                          inputParameters: [{name: pageSize, in: query, type: integer}, {name: state, in: query}]
                    - {name: all, path: /all, operations: [{name: all, method: GET}]}
              exposes:
                - type: mcp
                  namespace: shop-mcp
                  port: 9090
                  tools:
                    - {name: list-orders, description: d, call: shop.list}
                    - {name: all-orders, description: d, call: shop.all}
                    - name: shaped
                      description: d
                      call: shop.all
                      outputParameters:
                        - type: object
                          properties: {names: {type: array, mapping: $.names, items: {type: string}}}
            """;
    private static final int BUDGET = 300;

    private final RecordingUpstream upstream = RecordingUpstream.start();
    private ServedDocument served;

    @AfterEach
    void close() {
        served.close();
        upstream.close();
    }

    private void serve(UnaryOperator<ServerConfigurationBuilder> settings) {
        EngineConfiguration free = ServedDocument.onFreePorts();
        EngineConfiguration configuration =
                free.withServer(settings.apply(free.server().toBuilder()).build());
        served = ServedDocument.serve(DOCUMENT, upstream, builder -> builder.configuration(configuration));
    }

    private JsonNode call(String tool, String arguments, String answer) {
        upstream.answerNext(UpstreamAnswer.json(200, answer));
        return served.call(tool, arguments);
    }

    private String refusal(String select) {
        return served.mcp("tools/call", "{\"name\":\"list-orders\",\"arguments\":{\"_select\":" + select + "}}")
                .at("/error/message")
                .asString();
    }

    @Test
    void selectingIsNotThereUnasked() {
        serve(settings -> settings);
        assertThat(served.tools().toString()).doesNotContain("_select");
        assertThat(refusal("[\"$.a\"]")).contains("there is no argument \"_select\"");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void toolsThatHandOnAnAnswerTakeASelection() {
        serve(settings -> settings.selectArgument(true));
        assertThat(served.tool("list-orders")
                        .at("/inputSchema/properties/_select")
                        .toString())
                .isEqualTo("{\"type\":\"array\",\"description\":\"JSONPaths: give only these parts of the answer\","
                        + "\"items\":{\"type\":\"string\"}}");
        assertThat(served.tool("shaped").toString()).doesNotContain("_select");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ["$.orders[*].id"]              | {"$.orders[*].id":[1.50,2]}
                    ["$.orders[0]","$.total","$.x"] | {"$.orders[0]":{"id":1.50,"n":"a"},"$.total":2,"$.x":null}
                    "$.total"                       | {"$.total":2}
                    ["$.orders[?(@.id>1.5)].n"]     | {"$.orders[?(@.id>1.5)].n":["b"]}
                    ["$"]                           | {"$":{"orders":[{"id":1.50,"n":"a"},{"id":2,"n":"b"}],"total":2}}
                    """)
    void aSelectionGivesThoseParts(String select, String selected) {
        serve(settings -> settings.selectArgument(true));
        String answer = " {\"orders\":[{\"id\":1.50,\"n\":\"a\"},{\"id\":2,\"n\":\"b\"}],\"total\":2}";
        JsonNode result = call("list-orders", "{\"state\":\"open\",\"_select\":" + select + "}", answer);
        assertThat(text(result, 0)).isEqualTo(selected);
        assertThat(result.get("content")).hasSize(1);
        assertThat(upstream.take()).hasToString("GET /orders?state=open");
        assertThat(text(call("list-orders", "{\"_select\":[]}", answer), 0)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ["$.a["]    | not a JSONPath
                    ["a"]       | a JSONPath starts with
                    [7]         | must be an array of at most 20 JSONPaths
                    {}          | must be an array of at most 20 JSONPaths
                    [""]        | must be an array of at most 20 JSONPaths
                    ["$.concat($.a,$.a)"]       | takes no paths with functions
                    ["$.a[?(@.b.length( )>1)]"] | takes no paths with functions
                    ["$..a . length()"]         | takes no paths with functions
                    """)
    void aWrongSelectionIsRefusedBeforeAnythingIsCalled(String select, String problem) {
        serve(settings -> settings.selectArgument(true));
        assertThat(refusal(select)).contains("Invalid arguments for list-orders", problem);
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void aSelectionCannotCostMuch() {
        serve(settings -> settings.selectArgument(true).maxResultBytes(200_000));
        String deep = "{\"a\":".repeat(400) + "\"" + "x".repeat(2000) + "\"" + "}".repeat(400);
        isError(call("all-orders", "{\"_select\":[\"$..*\"]}", deep), "longer than the limit of 200000 bytes");
        isError(call("all-orders", "{\"_select\":[\"$..*..*..*\"]}", deep), "finding these parts takes too long");
    }

    @Test
    void whatIsNotJsonHasNoParts() {
        serve(settings -> settings.selectArgument(true));
        upstream.answerNext(UpstreamAnswer.text(200, "text/plain", "plain"));
        isError(served.call("list-orders", "{\"_select\":[\"$.a\"]}"), "is not JSON", "call it without _select");
        upstream.answerNext(UpstreamAnswer.text(200, "image/png", "png"));
        isError(served.call("list-orders", "{\"_select\":[\"$.a\"]}"), "is not JSON");
    }

    @Test
    void aLongAnswerIsCutAndStaysJson() {
        serve(settings -> settings.maxResultTokens(BUDGET));
        String answer = IntStream.range(0, 500)
                .mapToObj(i -> "{\"id\":" + i + ",\"name\":\"Order number " + i + "\"}")
                .collect(Collectors.joining(",", "{\"orders\":[", "],\"total\":500}"));

        JsonNode result = call("list-orders", "{}", answer);

        JsonNode cut = JsonMapper.shared().readTree(text(result, 0));
        assertThat(cut.path("total").asInt()).isEqualTo(500);
        int kept = cut.path("orders").size();
        assertThat(kept).isBetween(5, 40);
        assertThat(cut.at("/orders/3").toString()).isEqualTo("{\"id\":3,\"name\":\"Order number 3\"}");
        assertThat(text(result, 1))
                .isEqualTo("The result of list-orders was cut to about 300 tokens: $.orders has " + kept
                        + " of 500 elements. To get less at once, use pageSize");
        assertThat(TokenEstimate.of(text(result, 0)) + TokenEstimate.of(text(result, 1)))
                .isLessThanOrEqualTo(BUDGET);
        assertThat(result.path("isError").asBoolean(false)).isFalse();
        assertThat(text(call("all-orders", "{}", answer), 1)).contains("The tool has no argument that asks for less");
    }

    @Test
    void aShortAnswerPassesAsItIs() {
        serve(settings -> settings.maxResultTokens(BUDGET));
        for (String answer : List.of("{ \"a\" : 1.50 }", "{ \"a\" : \"" + "word ".repeat(200) + "\" }", "[]", "7")) {
            JsonNode result = call("all-orders", "{}", answer);
            assertThat(text(result, 0)).isEqualTo(answer);
            assertThat(result.get("content")).hasSize(1);
        }
    }

    @Test
    void textAndShapedResultsAreCutToo() {
        serve(settings -> settings.maxResultTokens(BUDGET).selectArgument(true));
        upstream.answerNext(UpstreamAnswer.text(200, "text/plain", "lorem ipsum ".repeat(1000)));
        JsonNode plain = served.call("list-orders", "{}");
        assertThat(text(plain, 0)).startsWith("lorem ipsum lorem").endsWith("…");
        assertThat(text(plain, 1)).contains("of 12000 characters", "use pageSize, _select");

        String names =
                IntStream.range(0, 900).mapToObj(i -> "\"name " + i + "\"").collect(Collectors.joining(",", "[", "]"));
        JsonNode shaped = call("shaped", "{}", "{\"names\":" + names + "}");
        assertThat(shaped.get("structuredContent"))
                .isEqualTo(JsonMapper.shared().readTree(text(shaped, 0)));
        assertThat(shaped.at("/structuredContent/names").size()).isBetween(10, 100);
        assertThat(text(shaped, 1)).contains("$.names has ", "of 900 elements");
    }

    @Test
    void whateverIsCutIsJsonWithinTheBudget() {
        serve(settings -> settings.maxResultTokens(BUDGET));
        Random random = new Random(11);
        for (int round = 0; round < 150; round++) {
            String answer = value(random, 0).toString();
            JsonNode result = call("all-orders", "{}", answer);
            assertThat(result.path("isError").asBoolean(false)).as(answer).isFalse();
            JsonNode left = JsonMapper.shared().readTree(text(result, 0));
            assertThat(left.getNodeType())
                    .isEqualTo(JsonMapper.shared().readTree(answer).getNodeType());
            assertThat(TokenEstimate.of(text(result, 0))).as(answer).isLessThanOrEqualTo(BUDGET);
        }
    }

    private static JsonNode value(Random random, int depth) {
        JsonMapper mapper = JsonMapper.shared();
        int kind = random.nextInt(depth == 0 ? 2 : depth > 5 ? 2 : 4) + (depth > 5 ? 2 : 0);
        int size = random.nextInt(depth == 0 ? 40 : 8);
        if (kind == 0) {
            var array = mapper.createArrayNode();
            IntStream.range(0, size).forEach(i -> array.add(value(random, depth + 1)));
            return array;
        }
        if (kind == 1) {
            var object = mapper.createObjectNode();
            IntStream.range(0, size)
                    .forEach(i ->
                            object.set("k" + "\u00e9y \"".repeat(random.nextInt(6)) + i, value(random, depth + 1)));
            return object;
        }
        return kind == 2
                ? mapper.createObjectNode().numberNode(random.nextLong())
                : mapper.createObjectNode().stringNode("w\u00f6rd \ud83d\ude00 \n".repeat(random.nextInt(60)));
    }
}
