package dev.capstan.adapter.mcp;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.exchange.Body;
import io.netty.buffer.Unpooled;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ProtocolTest {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    private final FakeServer server = new FakeServer(Samples.TOOLS);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"jsonrpc":"2.0"                                                    | -32700
                    {"jsonrpc":"2.0","id":1,"method":"ping"} x                          | -32700
                    {"jsonrpc":"2.0","id":1,"method":"ping"}{}                          | -32700
                    {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":]}   | -32700
                    ping                                                                | -32700
                    ` `                                                                 | -32700
                    []                                                                  | -32600
                    "ping"                                                              | -32600
                    17                                                                  | -32600
                    {}                                                                  | -32600
                    {"id":1,"method":"ping"}                                            | -32600
                    {"jsonrpc":"1.0","id":1,"method":"ping"}                            | -32600
                    {"jsonrpc":2.0,"id":1,"method":"ping"}                              | -32600
                    {"jsonrpc":"2.0","id":null,"method":"ping"}                         | -32600
                    {"jsonrpc":"2.0","id":1.5,"method":"ping"}                          | -32600
                    {"jsonrpc":"2.0","id":{},"method":"ping"}                           | -32600
                    {"jsonrpc":"2.0","id":1,"method":7}                                 | -32600
                    {"jsonrpc":"2.0","id":1}                                            | -32600
                    {"jsonrpc":"2.0","id":1,"method":"ping","params":[]}                | -32600
                    {"jsonrpc":"2.0","id":1,"method":"ping","params":null}              | -32600
                    {"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}                     | -32600
                    {"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/list"}      | -32600
                    """)
    void refusesWhatIsNoMessage(String body, int code) {
        FakeExchange reply = server.post(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(code);
        assertThat(reply.json().at("/error/message").asString()).isNotBlank();
        assertThat(reply.json().has("id")).isFalse();
    }

    @Test
    void refusesDeepNestingAndOtherEncodings() {
        String deep = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"a\":" + "[".repeat(5_000);
        assertThat(server.post(deep).json().at("/error/code").asInt()).isEqualTo(-32700);

        FakeExchange wide = server.handle(new FakeExchange(
                "POST",
                Map.of("content-type", "application/json"),
                Body.of(Unpooled.wrappedBuffer(PING.getBytes(UTF_16LE)))));
        assertThat(wide.status()).isEqualTo(400);
        assertThat(wide.text()).contains("UTF-8");
    }

    @Test
    void refusesAMessageOverTheLimit() {
        FakeExchange reply = server.post("x".repeat(70_000));

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.text()).contains("65536");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server/discover", "resources/list", "prompts/list", "subscriptions/listen", "Ping", ""})
    void saysSoOfMethodsThatDoNotExist(String method) {
        FakeExchange reply =
                server.post("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"" + method + "\",\"params\":{\"x\":[1]}}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(-32601);
        assertThat(reply.json().at("/id").asString()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "-0", "123456789012345678901234567890", "\"a\"", "\"\"", "\"\\u00e9\\\"\\n\"", "\"é😀\""})
    void echoesIdsAsWritten(String id) {
        FakeExchange reply = server.post("{\"method\":\"ping\",\"id\" : " + id + " ,\"jsonrpc\":\"2.0\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":{\"name\":\"create-order\",\"arguments\":{\"body\":\"x\"}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":{\"a\":1}}",
                "{\"jsonrpc\":\"2.0\",\"id\":9,\"error\":{\"code\":1,\"message\":\"m\"}}"
            })
    void takesNotificationsAndResponsesWithoutAnAnswer(String body) {
        FakeExchange reply = server.post(body);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.text()).isEmpty();
        assertThat(server.units).allSatisfy(unit -> assertThat(unit.calls).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-18,2025-06-18",
        "2025-11-25,2025-11-25",
        "2024-11-05,2024-11-05",
        "2025-03-26,2025-03-26",
        "2026-07-28,2025-11-25",
        "x,2025-11-25"
    })
    void agreesOnAVersion(String asked, String spoken) {
        JsonNode result = server.request(
                        "initialize",
                        "{\"protocolVersion\":\"" + asked
                                + "\",\"capabilities\":{\"roots\":{}},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}")
                .get("result");

        assertThat(result.path("protocolVersion").asString()).isEqualTo(spoken);
        assertThat(result.path("capabilities").toString()).isEqualTo("{\"tools\":{\"listChanged\":true}}");
        assertThat(result.path("serverInfo").toString())
                .isEqualTo("{\"name\":\"shop-tools\",\"title\":\"Sample\",\"version\":\"0.1\"}");
        assertThat(result.path("instructions").asString()).isEqualTo("What a shop can do.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"protocolVersion\":1}"})
    void initializeNeedsAVersion(String params) {
        JsonNode reply = server.request("initialize", params);

        assertThat(reply.at("/error/code").asInt()).isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-10-07", "2025-11-26", "latest"})
    void refusesVersionsItDoesNotSpeak(String version) {
        FakeExchange reply = server.handle(FakeExchange.post(PING, Map.of("mcp-protocol-version", version)));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("2025-06-18, 2025-11-25");
        assertThat(reply.json().at("/id").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,200",
        "APPLICATION/JSON; charset=utf-8,200",
        "application/json ;x,200",
        "application/jsonp,415",
        "text/plain,415",
        "'',415"
    })
    void takesJsonOnly(String contentType, int status) {
        assertThat(server.handle(FakeExchange.post(PING, Map.of("content-type", contentType)))
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "'application/json, text/event-stream',200",
        "text/event-stream,200",
        "*/*,200",
        "'application/*;q=0.5',200",
        "'',200",
        "text/html,406"
    })
    void answersWhoeverTakesJson(String accept, int status) {
        assertThat(server.handle(FakeExchange.post(PING, Map.of("accept", accept)))
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PUT", "HEAD"})
    void answersOnlyPosts(String method) {
        FakeExchange reply = server.handle(new FakeExchange(method, Map.of(), Body.empty()));

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).isEqualTo("GET, POST, OPTIONS");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9090,200",
        "http://localhost:3000,200",
        "https://LOCALHOST,200",
        "http://[::1]:8080,200",
        "http://127.8.9.1,200",
        "https://app.test,200",
        "HTTPS://APP.test,200",
        "http://app.test,403",
        "https://evil.test,403",
        "http://localhost.evil.test,403",
        "http://localhost:1@evil.test,403",
        "http://127.0.0.1.evil.test,403",
        "http://[::1].evil.test,403",
        "null,403",
        "'file://',403"
    })
    void letsOnlyKnownWebPagesCall(String origin, int status) {
        FakeExchange reply = server.handle(FakeExchange.post(PING, Map.of("origin", origin)));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("access-control-allow-origin")).isEqualTo(status == 200 ? origin : null);
    }

    @Test
    void letsItsOwnWebPagesCall() {
        FakeExchange own = server.handle(
                FakeExchange.post(PING, Map.of("host", "gateway.test:9090", "origin", "http://Gateway.test:9090")));
        FakeExchange otherPort = server.handle(
                FakeExchange.post(PING, Map.of("host", "gateway.test:9090", "origin", "http://gateway.test:9091")));

        assertThat(own.status()).isEqualTo(200);
        assertThat(otherPort.status()).isEqualTo(403);
    }

    @Test
    void answersPreflights() {
        Map<String, String> question = Map.of(
                "origin", "https://app.test",
                "access-control-request-method", "POST",
                "access-control-request-headers", "content-type,mcp-protocol-version");
        FakeExchange allowed = server.handle(new FakeExchange("OPTIONS", question, Body.empty()));
        FakeExchange refused =
                server.handle(new FakeExchange("OPTIONS", Map.of("origin", "https://evil.test"), Body.empty()));

        assertThat(allowed.status()).isEqualTo(204);
        assertThat(allowed.header("access-control-allow-methods")).isEqualTo("POST");
        assertThat(allowed.header("access-control-allow-headers")).isEqualTo("content-type,mcp-protocol-version");
        assertThat(refused.status()).isEqualTo(403);
    }
}
