package dev.capstan.adapter.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.plan.ReplyListener;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the versions with a handshake have each for itself: batches, streams by GET, answers to what clients ask unasked. */
class LegacyProtocolTest {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"ping\"}";
    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"tools/call\",\"params\":{\"name\":\"list-orders\"}}";

    private final FakeServer server = new FakeServer(Samples.TOOLS);

    @ParameterizedTest
    @ValueSource(strings = {"", "2024-11-05", "2025-03-26"})
    void answersBatches(String version) {
        String batch =
                "[" + PING.formatted("1") + " , {\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"},\n"
                        + CALL.formatted("\"x\"") + ",7,{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"no\"},[]]";
        FakeExchange reply = server.handle(FakeExchange.post(batch, Map.of("mcp-protocol-version", version)));
        assertThat(reply.status()).isEqualTo(200);
        JsonNode answers = reply.json();
        assertThat(answers).hasSize(5);
        assertThat(answers.get(0).toString()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
        assertThat(answers.get(1).at("/result/content/0/text").asString()).isEqualTo("done");
        assertThat(answers.get(1).at("/id").asString()).isEqualTo("x");
        assertThat(answers.get(2).at("/error/code").asInt()).isEqualTo(-32600);
        assertThat(answers.get(3).at("/error/code").asInt()).isEqualTo(-32601);
        assertThat(answers.get(4).at("/error/code").asInt()).isEqualTo(-32600);
    }

    @Test
    void answersABatchWhoseAnswersCome() {
        List<ReplyListener> waiting = new ArrayList<>();
        FakeServer slow = new FakeServer(Samples.TOOLS, (call, listener) -> waiting.add(listener));
        FakeExchange reply = slow.post("[" + CALL.formatted("1") + "," + CALL.formatted("2") + "]");
        assertThat(waiting).hasSize(1);
        for (int i = 0; i < 2; i++) {
            FakeUnit.passing(200, new FakeStream(List.of(new byte[] {'a'}, new byte[] {'b'})).body())
                    .accept(null, waiting.get(i));
        }
        assertThat(reply.json()).hasSize(2);
        assertThat(reply.json().at("/1/result/content/0/text").asString()).isEqualTo("ab");
    }

    @Test
    void givesABatchUpWhenTheClientLeaves() {
        List<ReplyListener> waiting = new ArrayList<>();
        FakeServer slow = new FakeServer(Samples.TOOLS, (call, listener) -> waiting.add(listener));
        FakeExchange reply = slow.post("[" + CALL.formatted("1") + "," + CALL.formatted("2") + "]");
        reply.leave();
        assertThat(slow.unit(0).cancelled).isEqualTo(1);
        FakeUnit.passing(200, Body.of(Unpooled.copiedBuffer("late", StandardCharsets.UTF_8)))
                .accept(null, waiting.get(0));
        assertThat(waiting).hasSize(1);
        assertThat(reply.status()).isZero();
    }

    @Test
    void boundsBatches() {
        String many = "[" + (PING.formatted("1") + ",").repeat(100) + PING.formatted("1") + "]";
        assertThat(server.post(many).status()).isEqualTo(400);
        FakeServer long1 = new FakeServer(
                Samples.TOOLS,
                (call, listener) -> FakeUnit.passing(
                                200, Body.of(Unpooled.copiedBuffer("x".repeat(600_000), StandardCharsets.UTF_8)))
                        .accept(call, listener));
        JsonNode answers = long1.post("[" + CALL.formatted("1") + "," + CALL.formatted("2") + "]")
                .json();
        assertThat(answers.at("/0/result").isObject()).isTrue();
        assertThat(answers.at("/1/error/message").asString()).contains("on its own");
        assertThat(answers.at("/1/id").asInt()).isEqualTo(2);
    }

    @Test
    void takesABatchThatWantsNoAnswer() {
        FakeExchange reply = server.post("[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}]");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-06-18", "2025-11-25"})
    void refusesBatchesWhereTheVersionHasNone(String version) {
        FakeExchange reply = server.handle(
                FakeExchange.post("[" + PING.formatted("1") + "]", Map.of("mcp-protocol-version", version)));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(-32600);
    }

    @Test
    void answersWhatClientsSetUnasked() {
        assertThat(server.request("logging/setLevel", "{\"level\":\"info\"}").toString())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}");
    }

    @Test
    void keepsAStreamByGetOpenUntilItEnds() {
        FakeExchange stream = server.handle(
                new FakeExchange("GET", Map.of("accept", "text/event-stream, application/json"), Body.empty()));
        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.header("content-type")).isEqualTo("text/event-stream");
        assertThat(stream.text()).isEqualTo(":\n\n");
        assertThat(stream.ended()).isFalse();
        server.streams.drain();
        assertThat(stream.settle().ended()).isTrue();
    }

    @Test
    void isSpokenWhereTheVersionFieldSaysSoWhateverOtherFieldsThereAre() {
        FakeExchange reply = server.handle(FakeExchange.post(
                PING.formatted("1"), Map.of("mcp-protocol-version", "2025-11-25", "mcp-method", "ping")));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(server.handle(FakeExchange.post(PING.formatted("1"), Map.of("mcp-method", "ping")))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void knowsDiscoverOnlyWithoutAHandshake() {
        JsonNode reply = server.request("server/discover", "{}");
        assertThat(reply.at("/error/code").asInt()).isEqualTo(-32601);
    }
}
