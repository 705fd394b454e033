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
                                   "filter_name_":{"type":"string"},"tags":{"type":"array","items":{"type":"string"}},
                                   "shape":{"type":"object"},"any":{"type":"string"}},"additionalProperties":false},
                                 "annotations":{"readOnlyHint":true,"destructiveHint":false,"idempotentHint":true,
                                   "openWorldHint":false}}
                                """));
    }

    @Test
    void describesABodyAndTakesTheOperationsDescriptionForWantOfItsOwn() {
        assertThat(tool(1)).isEqualTo(MAPPER.readTree("""
                                {"name":"create-order","description":"Places an order",
                                 "inputSchema":{"type":"object","properties":{
                                   "body":{"type":"object"}},
                                   "required":["body"],"additionalProperties":false},
                                 "annotations":{"readOnlyHint":false,"destructiveHint":true,"idempotentHint":false,
                                   "openWorldHint":true}}
                                """));
    }

    @Test
    void describesAStructuredResultWhosePartsMayBeMissing() {
        assertThat(tool(4).get("outputSchema")).isEqualTo(MAPPER.readTree("""
                                {"type":"object","properties":{
                                  "state":{"type":"string"},
                                  "lines":{"type":"array","items":{"properties":{"price":{"type":"number"}}}}}}
                                """));
        assertThat(tool(2).has("outputSchema")).isFalse();
    }

    @Test
    void showsListsOfUpToAMebibyteAtOnceAndLongerOnesInTheirOrder() {
        String[] names = IntStream.range(0, 9_000).mapToObj(i -> "tool-" + i).toArray(String[]::new);
        FakeServer server = new FakeServer(Samples.named(names));
        List<String> listed = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode result = list(server, cursor).get("result");
            result.get("tools").forEach(tool -> listed.add(tool.get("name").asString()));
            sizes.add(result.toString().length());
            cursor = result.path("nextCursor").asString(null);
        } while (cursor != null);
        assertThat(listed).containsExactly(names);
        assertThat(sizes).hasSizeGreaterThan(1).allMatch(size -> size <= 1_048_700);
        assertThat(sizes.get(0)).isGreaterThan(1_000_000);
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
        String[] names = IntStream.range(0, 9_000).mapToObj(i -> "tool-" + i).toArray(String[]::new);
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
