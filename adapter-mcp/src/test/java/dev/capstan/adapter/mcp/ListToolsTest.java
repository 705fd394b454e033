package dev.capstan.adapter.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ListToolsTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private static JsonNode list(FakeServer server, String cursor) {
        ObjectNode params = MAPPER.createObjectNode();
        if (cursor != null) {
            params.put("cursor", cursor);
        }
        return server.request("tools/list", params.toString());
    }

    private static JsonNode tool(int index) {
        return list(new FakeServer(Samples.TOOLS), null).at("/result/tools/" + index);
    }

    @Test
    void describesArgumentsThatTheDocumentOnlyImplies() {
        assertThat(tool(0)).isEqualTo(MAPPER.readTree("""
                                {"name":"list-orders","title":"List","description":"Lists orders",
                                 "inputSchema":{"type":"object","properties":{
                                   "limit":{"type":"integer"},"ratio":{"type":"number"},"open":{"type":"boolean"},
                                   "filter_name_":{"type":"string"},"tags":{"type":"array","items":{}},
                                   "shape":{"type":"object"},"any":{}},"additionalProperties":false},
                                 "annotations":{"readOnlyHint":true,"openWorldHint":false}}
                                """));
    }

    @Test
    void describesABodyAndTakesTheOperationsDescriptionForWantOfItsOwn() {
        assertThat(tool(1)).isEqualTo(MAPPER.readTree("""
                                {"name":"create-order","description":"Places an order",
                                 "inputSchema":{"type":"object","properties":{
                                   "body":{"type":["object","array","string"],"items":{}}},
                                   "required":["body"],"additionalProperties":false}}
                                """));
    }

    @Test
    void describesAStructuredResultWhosePartsMayBeMissing() {
        assertThat(tool(4).get("outputSchema")).isEqualTo(MAPPER.readTree("""
                                {"type":"object","properties":{
                                  "state":{"type":["string","null"]},
                                  "lines":{"type":["array","null"],"items":
                                    {"type":["object","null"],"properties":{"price":{"type":["number","null"]}}}}}}
                                """));
        assertThat(tool(2).has("outputSchema")).isFalse();
    }

    @Test
    void pagesLongListsAndKeepsTheirOrder() {
        String[] names = IntStream.range(0, 450).mapToObj(i -> "tool-" + i).toArray(String[]::new);
        FakeServer server = new FakeServer(Samples.named(names));
        List<String> listed = new ArrayList<>();
        int pages = 0;
        String cursor = null;
        do {
            JsonNode result = list(server, cursor).get("result");
            result.get("tools").forEach(tool -> listed.add(tool.get("name").asString()));
            cursor = result.path("nextCursor").asString(null);
            pages++;
        } while (cursor != null);

        assertThat(listed).containsExactly(names);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void showsAWholeServerOfUsualSizeAtOnce() {
        String[] names = IntStream.range(0, 200).mapToObj(i -> "tool-" + i).toArray(String[]::new);
        JsonNode result = list(new FakeServer(Samples.named(names)), "").get("result");

        assertThat(result.get("tools")).hasSize(200);
        assertThat(result.has("nextCursor")).isFalse();
    }

    @Test
    void listsNothingWhereThereIsNothing() {
        assertThat(list(new FakeServer(Samples.named()), null).get("result").toString())
                .isEqualTo("{\"tools\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "abc", "MTIzOjIwMA"})
    void refusesCursorsThatAreNotItsOwn(String cursor) {
        assertThat(list(new FakeServer(Samples.TOOLS), cursor).at("/error/code").asInt())
                .isEqualTo(-32602);
    }

    @Test
    void refusesACursorOfAnotherVersionOfTheList() {
        String[] names = IntStream.range(0, 250).mapToObj(i -> "tool-" + i).toArray(String[]::new);
        String cursor = list(new FakeServer(Samples.named(names)), null)
                .at("/result/nextCursor")
                .asString();
        names[3] = "renamed";

        assertThat(list(new FakeServer(Samples.named(names)), cursor)
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
    }

    @Test
    void servesToolsThatShareANameUnderNamesOfTheirOwn() {
        FakeServer server = new FakeServer(Samples.named("get", "other", "get", "get"));

        assertThat(list(server, null)
                        .at("/result/tools")
                        .valueStream()
                        .map(tool -> tool.get("name").asString()))
                .containsExactly("get", "other", "get-2", "get-3");
        assertThat(server.warnings).hasSize(2).first().asString().contains("get-2", "sample.yaml:18");
        server.call("get-2", "{}");
        server.call("get", "{}");
        assertThat(server.units.stream().map(unit -> unit.calls.size())).containsExactly(1, 0, 1, 0);
    }
}
