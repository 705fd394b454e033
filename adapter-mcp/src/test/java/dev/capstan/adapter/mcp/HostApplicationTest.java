package dev.capstan.adapter.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Servers made in Java. */
class HostApplicationTest extends HostedApplication {

    private static List<JsonNode> events(HttpResponse<InputStream> response) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    events.add(JsonMapper.shared().readTree(line.substring(6)));
                }
            }
        }
        return events;
    }

    private HttpResponse<InputStream> modern(String tool, String members, String meta) throws Exception {
        return post(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool + "\""
                        + members + "," + META.formatted(meta) + "}}",
                "MCP-Protocol-Version",
                "2026-07-28",
                "Mcp-Method",
                "tools/call",
                "Mcp-Name",
                tool);
    }

    private static String answering(String state, String name) {
        return ",\"requestState\":\"" + state
                + "\",\"inputResponses\":{\"who\":{\"action\":\"accept\",\"content\":{\"name\":" + name + "}}}";
    }

    @Test
    void asksInRoundsAndSealsWhatItKnows() throws Exception {
        JsonNode asked = json(modern("greet", "", "")).get("result");
        assertThat(asked.path("resultType").asString()).isEqualTo("input_required");
        assertThat(asked.at("/inputRequests/who/method").asString()).isEqualTo("elicitation/create");
        String state = asked.path("requestState").asString();
        assertThat(json(modern("greet", answering(state, "\"Ann\""), ""))
                        .at("/result/content/0/text")
                        .asString())
                .isEqualTo("Hello, Ann");
        assertThat(json(modern("greet", answering(state, "7"), ""))
                        .at("/result/resultType")
                        .asString())
                .as("what does not fit is asked for again")
                .isEqualTo("input_required");
        String changed = state.substring(0, 5) + (state.charAt(5) == 'A' ? 'B' : 'A') + state.substring(6);
        for (String wrong : List.of(changed, "", ".", "x.y", state + "A")) {
            assertThat(json(modern("greet", answering(wrong, "\"Ann\""), ""))
                            .at("/error/code")
                            .asInt())
                    .as(wrong)
                    .isEqualTo(-32602);
        }
        assertThat(json(modern("greet", ",\"arguments\":{\"mark\":\"!\"}" + answering(state, "\"Ann\""), ""))
                        .at("/error/code")
                        .asInt())
                .as("of other arguments")
                .isEqualTo(-32602);
        now.updateAndGet(instant -> instant.plusSeconds(601));
        assertThat(json(modern("greet", answering(state, "\"Ann\""), ""))
                        .at("/error/code")
                        .asInt())
                .as("too old")
                .isEqualTo(-32602);
    }

    @Test
    void asksNobodyForWhatItsClientCannotDo() throws Exception {
        HttpResponse<InputStream> reply = modern("sample", "", "");
        assertThat(reply.statusCode()).isEqualTo(400);
        JsonNode error = json(reply).get("error");
        assertThat(error.path("code").asInt()).isEqualTo(-32021);
        assertThat(error.path("data").toString()).isEqualTo("{\"requiredCapabilities\":{\"sampling\":{}}}");
    }

    @Test
    void tellsOfProgressAndLogsOnlyToThoseWhoWantIt() throws Exception {
        List<JsonNode> events =
                events(modern("greet", "", ",\"progressToken\":\"p\",\"io.modelcontextprotocol/logLevel\":\"info\""));
        assertThat(events).hasSize(3);
        assertThat(events.get(0).toString())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
                        + "{\"progressToken\":\"p\",\"progress\":1,\"total\":2}}");
        assertThat(events.get(1).at("/params/data").asString()).isEqualTo("info");
        assertThat(events.get(2).at("/result/resultType").asString()).isEqualTo("input_required");
    }

    @Test
    void asksClientsWithAHandshakeOnTheStreamOfTheirRequest() throws Exception {
        HttpResponse<InputStream> reply = post(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"greet\"}}",
                "MCP-Protocol-Version",
                "2025-11-25");
        assertThat(reply.headers().firstValue("content-type")).contains("text/event-stream");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8))) {
            JsonNode message = next(lines);
            assertThat(message.path("method").asString()).isEqualTo("notifications/message");
            JsonNode question = next(lines);
            assertThat(question.path("method").asString()).isEqualTo("elicitation/create");
            String answer = ",\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"Bob\"}}}";
            assertThat(post("{\"jsonrpc\":\"2.0\",\"id\":\"guessed\"" + answer).statusCode())
                    .isEqualTo(202);
            assertThat(post("{\"jsonrpc\":\"2.0\",\"id\":" + question.get("id") + answer)
                            .statusCode())
                    .isEqualTo(202);
            assertThat(next(lines).at("/result/content/0/text").asString()).isEqualTo("Hello, Bob");
        }
    }

    @Test
    void answersOthersWhileManyWaitForTheirClients() throws Exception {
        List<HttpResponse<InputStream>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(
                    post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"greet\"}}"));
        }
        assertThat(modern("placed", "", "").statusCode()).isEqualTo(200);
        for (HttpResponse<InputStream> one : waiting) {
            one.body().close();
        }
    }

    @Test
    void tellsAModelThatItsClientRefused() throws Exception {
        HttpResponse<InputStream> reply =
                post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"sample\"}}");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8))) {
            JsonNode question = next(lines);
            int unused = post("{\"jsonrpc\":\"2.0\",\"id\":" + question.get("id")
                            + ",\"error\":{\"code\":-32601,\"message\":\"cannot\"}}")
                    .statusCode();
            JsonNode result = next(lines).get("result");
            assertThat(result.path("isError").asBoolean()).isTrue();
            assertThat(result.at("/content/0/text").asString()).contains("sample failed", "cannot");
        }
    }

    @Test
    void keepsTheDefectsOfHandlersToItself() throws Exception {
        for (String tool : List.of("broken", "unlinked")) {
            HttpResponse<InputStream> reply = modern(tool, "", "");
            assertThat(reply.statusCode()).as(tool).isEqualTo(500);
            assertThat(new String(reply.body().readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("secret", "a/Class");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    eu                   | 5    | 200
                    =?base64?ZXU=?=      | 5.0  | 200
                    EU                   | 5    | 400
                    =?base64?ZXU?=       | 5    | 400
                    eu                   | 6    | 400
                    eu                   | five | 400
                    eu                   | 1e99999999 | 400
                    """)
    void comparesArgumentsWithTheirHeaderFields(String region, String level, int status) throws Exception {
        HttpResponse<InputStream> reply = post(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"placed\",\"arguments\":"
                        + "{\"region\":\"eu\",\"at\":{\"level\":5}}," + META.formatted("") + "}}",
                "MCP-Protocol-Version",
                "2026-07-28",
                "Mcp-Method",
                "tools/call",
                "Mcp-Name",
                "placed",
                "Mcp-Param-Region",
                region,
                "Mcp-Param-Level",
                level);
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(json(reply).at("/error/code").asInt()).isEqualTo(status == 200 ? 0 : -32020);
    }

    @Test
    void expectsNoFieldForAnArgumentThatIsNotThere() throws Exception {
        assertThat(modern("placed", ",\"arguments\":{\"region\":null}", "").statusCode())
                .isEqualTo(200);
        assertThat(modern("placed", ",\"arguments\":{\"region\":\"eu\"}", "").statusCode())
                .isEqualTo(400);
    }
}
