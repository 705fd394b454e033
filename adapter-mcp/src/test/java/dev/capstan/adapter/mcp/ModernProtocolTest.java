package dev.capstan.adapter.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.exchange.Body;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The version without sessions, 2026-07-28, over HTTP. */
class ModernProtocolTest {
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private final FakeServer server = new FakeServer(Samples.TOOLS);

    private FakeExchange post(String method, String params, Map<String, String> headers) {
        Map<String, String> all =
                new TreeMap<>(Map.of("mcp-protocol-version", FakeServer.MODERN, "mcp-method", method));
        all.putAll(headers);
        return server.handle(FakeExchange.post(
                "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"" + method + "\",\"params\":" + params + "}", all));
    }

    private static void isRefused(FakeExchange reply, int status, int code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.json().at("/error/code").asInt()).as(reply.text()).isEqualTo(code);
        assertThat(reply.json().at("/id").asString()).isEqualTo("a");
    }

    @Test
    void tellsWhatItIs() {
        FakeExchange reply = server.modern("server/discover", "{}");
        JsonNode result = reply.json().get("result");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(result.toString())
                .isEqualTo(
                        "{\"resultType\":\"complete\",\"_meta\":{\"io.modelcontextprotocol/serverInfo\":"
                                + "{\"name\":\"shop-tools\",\"title\":\"Sample\",\"version\":\"0.1\"}},"
                                + "\"ttlMs\":300000,\"cacheScope\":\"public\",\"supportedVersions\":[\"2026-07-28\"],"
                                + "\"capabilities\":{\"tools\":{\"listChanged\":true}},\"instructions\":\"What a shop can do.\"}");
    }

    @Test
    void listsAndCallsTools() {
        JsonNode list = server.modern("tools/list", "{}").json().get("result");
        assertThat(list.get("tools")).hasSize(5);
        assertThat(list.get("ttlMs").asInt()).isPositive();
        assertThat(list.get("resultType").asString()).isEqualTo("complete");
        JsonNode result = server.modern("tools/call", "{\"name\":\"get-order\",\"arguments\":{\"id\":\"1\"}}")
                .json()
                .get("result");
        assertThat(result.get("resultType").asString()).isEqualTo("complete");
        assertThat(result.has("ttlMs")).isFalse();
        assertThat(result.at("/content/0/text").asString()).isEqualTo("done");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}
                    {"_meta":{}}
                    {"_meta":[]}
                    {"_meta":{"io.modelcontextprotocol/clientCapabilities":{}}}
                    {"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}
                    {"_meta":{"io.modelcontextprotocol/protocolVersion":7,"io.modelcontextprotocol/clientCapabilities":{}}}
                    {"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":[]}}
                    {"cursor":7,"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}
                    """)
    void refusesRequestsThatSayTooLittleOfThemselves(String params) {
        isRefused(post("tools/list", params, Map.of()), 400, -32602);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    mcp-protocol-version | ``
                    mcp-protocol-version | 2025-11-25
                    mcp-protocol-version | 2027-01-01
                    mcp-method           | ``
                    mcp-method           | tools/list
                    mcp-method           | TOOLS/CALL
                    mcp-name             | ``
                    mcp-name             | get-orders
                    mcp-name             | =?base64?!?=
                    """)
    void refusesHeadersThatSaySomethingElse(String header, String value) {
        String params = "{\"name\":\"get-order\",\"arguments\":{\"id\":\"1\"}," + META + "}";
        Map<String, String> headers = new TreeMap<>(Map.of("mcp-name", "get-order"));
        headers.put(header, value);
        isRefused(post("tools/call", params, headers), 400, -32020);
        assertThat(server.unit(2).calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"get-order", "  get-order\t", "=?base64?Z2V0LW9yZGVy?="})
    void takesNamesInEveryForm(String name) {
        String params = "{\"name\":\"get-order\",\"arguments\":{\"id\":\"1\"}," + META + "}";
        assertThat(post("tools/call", params, Map.of("mcp-name", name)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-01-01", "1900-01-01", "latest"})
    void refusesOtherVersionsAndSaysWhichAreSpoken(String version) {
        FakeExchange reply = post(
                "tools/list", "{" + META.replace("2026-07-28", version) + "}", Map.of("mcp-protocol-version", version));
        isRefused(reply, 400, -32022);
        assertThat(reply.json().at("/error/data").toString())
                .isEqualTo("{\"supported\":[\"2026-07-28\"],\"requested\":\"" + version + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initialize",
                "ping",
                "logging/setLevel",
                "resources/subscribe",
                "resources/list",
                "prompts/get",
                "tasks/list",
                "x"
            })
    void doesNotKnowWhatTheVersionDoesNotHave(String method) {
        isRefused(post(method, "{" + META + "}", Map.of()), 404, -32601);
    }

    @Test
    void isSpokenWhenOnlyTheMessageSaysSo() {
        isRefused(
                server.handle(FakeExchange.post(
                        "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/list\",\"params\":{" + META + "}}",
                        Map.of())),
                400,
                -32020);
        isRefused(
                server.handle(FakeExchange.post(
                        "{\"params\":{" + META + "},\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\"}",
                        Map.of("mcp-method", "ping", "mcp-protocol-version", "2026-07-28"))),
                404,
                -32601);
    }

    @Test
    void tellsUnknownToolsFromWrongArguments() {
        isRefused(
                post("tools/call", "{\"name\":\"nothing\"," + META + "}", Map.of("mcp-name", "nothing")), 200, -32602);
        JsonNode wrong = post("tools/call", "{\"name\":\"get-order\"," + META + "}", Map.of("mcp-name", "get-order"))
                .json();
        assertThat(wrong.at("/result/isError").asBoolean()).isTrue();
        isRefused(post("tools/list", "{\"cursor\":\"x\"," + META + "}", Map.of()), 200, -32602);
    }

    @Test
    void hasNoBatches() {
        FakeExchange reply = server.handle(FakeExchange.post(
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{" + META + "}}]",
                Map.of("mcp-protocol-version", FakeServer.MODERN)));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(-32600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void hasNoSessionsAndNoStreamByGet(String method) {
        FakeExchange reply = server.handle(new FakeExchange(
                method,
                Map.of("mcp-protocol-version", FakeServer.MODERN, "accept", "text/event-stream"),
                Body.empty()));
        assertThat(reply.status()).isEqualTo(405);
    }

    @Test
    void takesNotificationsWithoutAnAnswer() {
        FakeExchange reply = server.handle(FakeExchange.post(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
                Map.of("mcp-protocol-version", FakeServer.MODERN, "mcp-method", "notifications/cancelled")));
        assertThat(reply.status()).isEqualTo(202);
    }

    @Test
    void letsClientsListenUntilItEnds() {
        FakeExchange listening =
                server.modern("subscriptions/listen", "{\"notifications\":{\"toolsListChanged\":true}}");
        assertThat(listening.status()).isEqualTo(200);
        assertThat(listening.header("content-type")).isEqualTo("text/event-stream");
        assertThat(listening.header("x-accel-buffering")).isEqualTo("no");
        assertThat(listening.events()).hasSize(1);
        assertThat(listening.events().get(0).toString())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\",\"params\":"
                        + "{\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":7},"
                        + "\"notifications\":{\"toolsListChanged\":true}}}");
        server.streams.drain();
        List<JsonNode> events = listening.settle().events();
        assertThat(listening.ended()).isTrue();
        assertThat(events.get(1).at("/result/resultType").asString()).isEqualTo("complete");
        assertThat(events.get(1)
                        .at("/result/_meta")
                        .path("io.modelcontextprotocol/subscriptionId")
                        .asInt())
                .isEqualTo(7);
        assertThat(server.modern("subscriptions/listen", "{\"notifications\":{}}")
                        .json()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32603);
    }

    @Test
    void boundsHowManyListen() {
        FakeExchange first = server.modern("subscriptions/listen", "{\"notifications\":{}}");
        for (int i = 0; i < 3; i++) {
            assertThat(server.modern("subscriptions/listen", "{\"notifications\":{}}")
                            .events())
                    .hasSize(1);
        }
        assertThat(server.modern("subscriptions/listen", "{\"notifications\":{}}")
                        .json()
                        .at("/error/message")
                        .asString())
                .contains("too many");
        first.leave();
        assertThat(server.modern("subscriptions/listen", "{\"notifications\":{}}")
                        .events())
                .hasSize(1);
    }

    @Test
    void listensOnlyForThoseWhoTakeEvents() {
        FakeExchange reply =
                server.modern("subscriptions/listen", "{\"notifications\":{}}", Map.of("accept", "application/json"));
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(-32600);
        assertThat(server.modern("subscriptions/listen", "{}")
                        .json()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
    }
}
