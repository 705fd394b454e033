package dev.capstan.adapter.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Parts of a server, by their URLs. */
class ViewsTest {
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
                        - {name: list, method: GET, inputParameters: [{name: limit, in: query, type: integer}]}
                        - {name: create, method: POST}
                        - {name: find, method: POST}
                    - {name: order, path: "/orders/{id}", operations: [{name: get, method: GET}, {name: cancel, method: DELETE}]}
              exposes:
                - type: mcp
                  namespace: shop-mcp
                  port: 9090
                  description: A shop.
                  tools:
                    - {name: list-orders, description: Lists the orders of a customer, call: shop.list}
                    - {name: create-order, description: Places an order, call: shop.create}
                    - {name: find-orders, description: Searches by a form, call: shop.find, hints: {readOnly: true}}
                    - {name: cancel-order, description: Gives an order up, call: shop.cancel}
                  resources:
                    - {name: one, label: l, uri: "orders://{id}", description: d, call: shop.get}
                    - {name: gone, label: l, uri: "cancelled://{id}", description: d, call: shop.cancel}
            """;

    private final RecordingUpstream upstream = RecordingUpstream.start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServedDocument served = ServedDocument.serve(DOCUMENT, upstream);

    @AfterEach
    void close() {
        served.close();
        upstream.close();
    }

    private HttpResponse<String> post(String url, String method, String params, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}"));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode ask(String view, String method, String params) throws Exception {
        return JsonMapper.shared()
                .readTree(post(served.url("mcp") + view, method, params, "MCP-Protocol-Version", "2025-11-25")
                        .body());
    }

    private List<String> tools(String view) throws Exception {
        return ask(view, "tools/list", "{}")
                .at("/result/tools")
                .valueStream()
                .map(tool -> tool.path("name").asString())
                .toList();
    }

    private JsonNode call(String view, String tool, String arguments) throws Exception {
        return ask(view, "tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
    }

    private static String text(JsonNode reply) {
        return reply.at("/result/content/0/text").asString();
    }

    @Test
    void theWholeIsAsItWas() throws Exception {
        assertThat(tools("")).containsExactly("list-orders", "create-order", "find-orders", "cancel-order");
    }

    @Test
    void whatOnlyReadsHasAUrlOfItsOwn() throws Exception {
        assertThat(tools("/readonly")).containsExactly("list-orders", "find-orders");
        upstream.answer(UpstreamAnswer.json(200, "[]"));
        assertThat(text(call("/readonly", "list-orders", "{}"))).isEqualTo("[]");
        assertThat(upstream.take()).hasToString("GET /orders");

        JsonNode refused = call("/readonly", "create-order", "{}");

        assertThat(refused.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(refused.at("/error/message").asString()).startsWith("Unknown tool: create-order");
        assertThat(ask("/readonly", "resources/templates/list", "{}")
                        .at("/result/resourceTemplates")
                        .valueStream()
                        .map(one -> one.path("uriTemplate").asString()))
                .containsExactly("orders://{id}");
        assertThat(ask("/readonly", "resources/read", "{\"uri\":\"cancelled://7\"}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32002);
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void threeToolsStandForAll() throws Exception {
        JsonNode listed = ask("/search", "tools/list", "{}").at("/result/tools");
        assertThat(listed.valueStream()
                        .map(tool -> tool.path("name").asString()
                                + tool.at("/annotations/readOnlyHint").asString()
                                + tool.at("/annotations/destructiveHint").asString()))
                .containsExactly("search-toolstruefalse", "read-tooltruefalse", "call-toolfalsetrue");

        JsonNode found =
                JsonMapper.shared().readTree(text(call("/search", "search-tools", "{\"query\":\"cancel orders\"}")));
        assertThat(found.at("/tools/0").toString())
                .isEqualTo("{\"name\":\"cancel-order\",\"description\":\"Gives an order up\"}");

        JsonNode read = JsonMapper.shared().readTree(text(call("/search", "read-tool", "{\"name\":\"list-orders\"}")));
        assertThat(read).isEqualTo(ask("", "tools/list", "{}").at("/result/tools/0"));

        upstream.answer(UpstreamAnswer.json(200, "[1]"));
        assertThat(text(call("/search", "call-tool", "{\"name\":\"list-orders\",\"arguments\":{\"limit\":5}}")))
                .isEqualTo("[1]");
        assertThat(upstream.take()).hasToString("GET /orders?limit=5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    customer                 | list-orders
                    place                    | create-order
                    form                     | find-orders
                    SEARCHES                 | find-orders
                    order up given           | cancel-order
                    """)
    void aSearchGoesByWords(String query, String first) throws Exception {
        JsonNode found = JsonMapper.shared()
                .readTree(text(call("/search", "search-tools", "{\"query\":\"" + query + "\",\"limit\":1}")));
        assertThat(found.at("/tools").size()).isEqualTo(1);
        assertThat(found.at("/tools/0/name").asString()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    search-tools | {}                                       | "query" is required
                    search-tools | {"query":{}}                             | "query" must be a string, not an object
                    search-tools | {"query":"x","limit":"many"}             | "limit" must be an integer, not this string
                    search-tools | {"query":"x","top":5}                    | there is no argument "top"; it takes query, limit
                    read-tool    | {}                                       | "name" is required
                    read-tool    | {"name":"list-order"}                    | did you mean list-orders?
                    call-tool    | {"name":"list-order"}                    | did you mean list-orders?
                    call-tool    | {"name":"list-orders","arguments":[]}    | "arguments" must be an object, not an array
                    call-tool    | {"name":"list-orders","limit":1}         | it takes name, arguments
                    call-tool    | {"name":"list-orders","arguments":{"limit":"x"}} | Invalid arguments for list-orders: "limit" must be an integer
                    """)
    void wrongArgumentsAreToldToTheModel(String tool, String arguments, String problem) throws Exception {
        JsonNode reply = call("/search", tool, arguments);
        assertThat(reply.at("/result/isError").asBoolean(false))
                .as(reply.toString())
                .isTrue();
        assertThat(text(reply)).contains("Invalid arguments for ", problem);
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void aToolThatIsNotListedIsNotCalled() throws Exception {
        assertThat(call("/search", "list-orders", "{}").at("/error/message").asString())
                .isEqualTo("Unknown tool: list-orders; did you mean call-tool, which calls list-orders?");
        assertThat(call("/search", "find-tools", "{}").at("/error/code").asInt())
                .isEqualTo(-32602);
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void howManyAreGivenCanBeSaid() throws Exception {
        for (String limit : List.of("2", "\"2\"")) {
            String found = text(call("/search", "search-tools", "{\"query\":\"orders\",\"limit\":" + limit + "}"));
            assertThat(JsonMapper.shared().readTree(found).at("/tools").size()).isEqualTo(2);
        }
        assertThat(JsonMapper.shared()
                        .readTree(text(call("/search", "search-tools", "{\"query\":\"orders\",\"limit\":0}")))
                        .at("/tools")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void aSearchThatFindsNothingSaysSo() throws Exception {
        assertThat(text(call("/search", "search-tools", "{\"query\":\"zebra\"}")))
                .isEqualTo("{\"tools\":[],\"hint\":\"none of the 4 tools has one of these words: try others\"}");
    }

    @Test
    void theNewestVersionHasThemToo() throws Exception {
        String params = "{\"name\":\"search-tools\",\"arguments\":{\"query\":\"customer\"},\"_meta\":"
                + "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}";
        HttpResponse<String> reply = post(
                served.url("mcp").replace("/mcp", "/shop-mcp/mcp/search"),
                "tools/call",
                params,
                "MCP-Protocol-Version",
                "2026-07-28",
                "Mcp-Method",
                "tools/call",
                "Mcp-Name",
                "search-tools");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("list-orders", "\"resultType\":\"complete\"");
    }
}
