package dev.capstan.adapter.mcp;

import static dev.capstan.adapter.mcp.ToolResults.isError;
import static dev.capstan.adapter.mcp.ToolResults.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CallToolTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String TRICKY = "{\"a\":\"q\\\"\",\n\t\"é\":\"😀\",\"n\":[1,2.50,null]}\u2028\u0001";

    private static Body whole(String text) {
        return whole(text.getBytes(UTF_8));
    }

    private static Body whole(byte[] bytes) {
        return Body.of(Unpooled.copiedBuffer(bytes));
    }

    private static FakeServer answering(Body body) {
        return FakeServer.answering(FakeUnit.passing(200, body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "plain", TRICKY, "{\"wrong json"})
    void passesTheUpstreamsTextWhateverItIs(String answer) {
        JsonNode result = answering(whole(answer)).call("get-order", "{\"id\":\"1\"}");

        assertThat(result)
                .isEqualTo(MAPPER.createObjectNode()
                        .set(
                                "content",
                                MAPPER.createArrayNode()
                                        .add(MAPPER.createObjectNode()
                                                .put("type", "text")
                                                .put("text", answer))));
    }

    @Test
    void saysInWordsThatAnAnswerHasNoContent() {
        JsonNode result =
                FakeServer.answering(FakeUnit.passing(204, Body.empty())).call("cancel-order", "{\"id\":\"1\"}");

        assertThat(text(result, 0)).isEqualTo("Done: shop.cancel answered without content (204).");
        assertThat(result.has("isError")).isFalse();
        for (Body empty :
                List.of(whole(""), new FakeStream(List.of()).body(), new FakeStream(List.of(new byte[0])).body())) {
            assertThat(text(answering(empty).call("get-order", "{\"id\":\"1\"}"), 0))
                    .isEqualTo("Done: shop.get answered without content (200).");
        }
    }

    @Test
    void saysThatAnAnswerIsNoText() {
        for (byte[] bytes :
                List.of("h\u00e9".getBytes(ISO_8859_1), "ok\u00e9 a longer text behind it".getBytes(ISO_8859_1))) {
            JsonNode result = answering(whole(bytes)).call("get-order", "{\"id\":\"1\"}");

            assertThat(result.get("content")).hasSize(1);
            isError(result, "get-order", "shop.get", "not UTF-8");
        }
    }

    @Test
    void passesAStreamInPiecesThatAreCutAnywhere() {
        Random random = new Random(5);
        byte[] bytes = TRICKY.repeat(40).getBytes(UTF_8);
        for (int round = 0; round < 200; round++) {
            FakeStream stream = new FakeStream(pieces(bytes, random));
            JsonNode result = answering(stream.body()).call("get-order", "{\"id\":\"1\"}");

            assertThat(text(result, 0)).isEqualTo(TRICKY.repeat(40));
            assertThat(result.has("isError")).isFalse();
            assertThat(stream.mostAhead()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void endsAStreamThatBreaksOffAsAWholeAnswer() {
        CallFailure failure = new CallFailure.UpstreamUnreadable("shop.get", "the connection ended early");
        for (int kept = 0; kept < 3; kept++) {
            FakeStream stream = new FakeStream(List.of("{\"a".getBytes(UTF_8), "\":\"\u00e9".getBytes(UTF_8))
                    .subList(0, Math.min(kept, 2)));
            stream.failWith(new CallFailedException(failure));
            JsonNode result = answering(stream.body()).call("get-order", "{\"id\":\"1\"}");

            assertThat(text(result, 0))
                    .isEqualTo(List.of("", "{\"a", "{\"a\":\"\u00e9").get(kept));
            isError(result, "upstream-unreadable", "the connection ended early");
        }
    }

    @Test
    void endsAStreamThatIsNoTextAsAWholeAnswerAndReadsNoFurther() {
        FakeStream stream = new FakeStream(List.of(
                "abc".getBytes(UTF_8), new byte[] {'d', (byte) 0xC3}, new byte[] {'(', 'e'}, "f".getBytes(UTF_8)));
        JsonNode result = answering(stream.body()).call("get-order", "{\"id\":\"1\"}");

        assertThat(text(result, 0)).isEqualTo("abcd");
        isError(result, "not UTF-8");
        assertThat(stream.cancelled()).isTrue();

        FakeStream cut = new FakeStream(List.of("ab".getBytes(UTF_8), new byte[] {(byte) 0xF0, (byte) 0x9F}));
        JsonNode cutResult = answering(cut.body()).call("get-order", "{\"id\":\"1\"}");
        assertThat(text(cutResult, 0)).isEqualTo("ab");
        isError(cutResult, "not UTF-8");
    }

    @Test
    void stopsReadingAStreamThatNoOneWantsAnyMore() {
        FakeStream stream = new FakeStream(List.of("abc".getBytes(UTF_8)));
        stream.stall();
        FakeExchange exchange = answering(stream.body())
                .start("tools/call", FakeServer.callParams("get-order", "{\"id\":\"1\"}"), "2025-11-25");
        exchange.cancelReply();

        assertThat(stream.cancelled()).isTrue();
    }

    @Test
    void tellsAnUpstreamsRefusal() {
        JsonNode result = FakeServer.answering(FakeUnit.passing(404, whole(" {\"message\":\"no order 1\"} ")))
                .call("get-order", "{\"id\":\"1\"}");

        assertThat(text(result, 0))
                .isEqualTo(
                        "The call of get-order failed: shop.get answered with status 404: {\"message\":\"no order 1\"}");
        assertThat(result.path("isError").asBoolean()).isTrue();
    }

    @Test
    void tellsTheBeginningOfALongRefusalAndReadsNoFurther() {
        byte[] piece = "x".repeat(3_000).getBytes(UTF_8);
        FakeStream stream = new FakeStream(List.of(piece, piece, piece));
        JsonNode result =
                FakeServer.answering(FakeUnit.passing(500, stream.body())).call("get-order", "{\"id\":\"1\"}");

        assertThat(text(result, 0)).hasSizeLessThan(4_300).endsWith("x…");
        assertThat(stream.cancelled()).isTrue();

        FakeStream broken = new FakeStream(List.of("oops \u00e9".getBytes(ISO_8859_1)));
        broken.failWith(new IllegalStateException());
        isError(
                FakeServer.answering(FakeUnit.passing(502, broken.body())).call("get-order", "{\"id\":\"1\"}"),
                "502: oops \uFFFD");
        isError(
                FakeServer.answering(FakeUnit.passing(503, Body.empty())).call("get-order", "{\"id\":\"1\"}"),
                "503 and no message");
    }

    @Test
    void tellsWhyThereIsNoAnswer() {
        JsonNode result = FakeServer.answering(
                        FakeUnit.failing(new CallFailure.UpstreamTimeout("shop.get", "no answer within 30 s")))
                .call("get-order", "{\"id\":\"1\"}");

        isError(result, "get-order", "upstream-timeout", "no answer within 30 s");
    }

    @Test
    void givesAShapedObjectAsTextAndAsAStructure() {
        JsonNode value = MAPPER.readTree("{\"state\":\"\u00e9\\\"\",\"lines\":[{\"price\":1.50}]}");
        JsonNode result = FakeServer.answering(FakeUnit.shaped(value)).call("order-state", "{\"id\":\"1\"}");

        assertThat(MAPPER.readTree(text(result, 0))).isEqualTo(value);
        assertThat(result.get("structuredContent")).isEqualTo(value);
    }

    @Test
    void givesOtherShapedValuesAsTextOnly() {
        JsonNode result = FakeServer.answering(FakeUnit.shaped(MAPPER.readTree("[1,\"a\"]")))
                .call("get-order", "{\"id\":\"1\"}");

        assertThat(text(result, 0)).isEqualTo("[1,\"a\"]");
        assertThat(result.has("structuredContent")).isFalse();
    }

    @Test
    void keepsThePromiseOfAnOutputSchemaWhenNothingWasFound() {
        JsonNode result =
                FakeServer.answering(FakeUnit.shaped(MAPPER.nullNode())).call("order-state", "{\"id\":\"1\"}");

        assertThat(result.get("structuredContent")).isEqualTo(MAPPER.createObjectNode());
    }

    @Test
    void writesTextThatIsNoUnicodeAllTheSame() {
        JsonNode value = MAPPER.createObjectNode().put("state", "cut \uD83D");
        JsonNode result = FakeServer.answering(FakeUnit.shaped(value)).call("order-state", "{\"id\":\"1\"}");

        assertThat(result.at("/structuredContent/state").asString()).startsWith("cut ");
    }

    @Test
    void givesUpOnlyReadsWhenTheClientLeaves() {
        List<ReplyListener> waiting = new ArrayList<>();
        FakeServer server = FakeServer.answering((call, listener) -> waiting.add(listener));
        server.start("tools/call", FakeServer.callParams("get-order", "{\"id\":\"1\"}"), "2025-11-25")
                .leave();
        FakeExchange write =
                server.start("tools/call", FakeServer.callParams("cancel-order", "{\"id\":\"1\"}"), "2025-11-25");
        write.leave();

        assertThat(server.unit(2).cancelled).isEqualTo(1);
        assertThat(server.unit(3).cancelled).isZero();
        Body answer = whole("gone");
        waiting.get(1)
                .onReply(new Reply.Identity(new dev.capstan.engine.exchange.UpstreamResponse(
                        200, dev.capstan.engine.exchange.HeaderFields.NONE, answer)));
        assertThat(((Body.Whole) answer).bytes().refCnt()).isZero();
        assertThat(write.status()).isZero();
    }

    @Test
    void givesUpEveryCallThatAClientWithoutAHandshakeLeaves() {
        List<ReplyListener> waiting = new ArrayList<>();
        FakeServer server = FakeServer.answering((call, listener) -> waiting.add(listener));
        FakeExchange read = server.modern("tools/call", FakeServer.callParams("get-order", "{\"id\":\"1\"}"));
        FakeExchange write = server.modern("tools/call", FakeServer.callParams("cancel-order", "{\"id\":\"1\"}"));
        read.leave();
        write.leave();
        assertThat(server.unit(2).cancelled).isEqualTo(1);
        assertThat(server.unit(3).cancelled).isEqualTo(1);
        assertThat(write.status()).isZero();
    }

    @Test
    void leavesWhatWasNotFoundOutOfAStructureWithASchema() {
        JsonNode value = MAPPER.readTree("{\"state\":null,\"lines\":[{\"price\":null},null]}");
        JsonNode result = FakeServer.answering(FakeUnit.shaped(value)).call("order-state", "{\"id\":\"1\"}");
        assertThat(MAPPER.readTree(text(result, 0))).isEqualTo(value);
        assertThat(result.get("structuredContent")).isEqualTo(MAPPER.readTree("{\"lines\":[{},null]}"));
    }

    @Test
    void tellsThatALongCallGoesOnToThoseWhoAsk() {
        List<ReplyListener> waiting = new ArrayList<>();
        FakeServer server = FakeServer.answering((call, listener) -> waiting.add(listener));
        String params = "{\"name\":\"get-order\",\"arguments\":{\"id\":\"1\"},\"_meta\":{\"progressToken\":\"t\"}}";
        FakeExchange told = server.start("tools/call", params, "2025-11-25");
        FakeExchange untold = server.start("tools/call", params.replace("progressToken", "other"), "2025-11-25");
        told.pass(9);
        assertThat(told.status()).isZero();
        told.pass(1);
        told.pass(10);
        untold.pass(20);
        assertThat(untold.status()).isZero();
        assertThat(told.events().stream().map(Object::toString))
                .containsExactly(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":\"t\","
                                + "\"progress\":10,\"message\":\"still waiting for shop.get\"}}",
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":\"t\","
                                + "\"progress\":20,\"message\":\"still waiting for shop.get\"}}");
        FakeUnit.passing(200, new FakeStream(List.of("a\n".getBytes(UTF_8), "b".getBytes(UTF_8))).body())
                .accept(null, waiting.get(0));
        told.pass(30);
        assertThat(told.ended()).isTrue();
        assertThat(told.events()).hasSize(3);
        assertThat(text(told.events().get(2).get("result"), 0)).isEqualTo("a\nb");
    }

    private static List<byte[]> pieces(byte[] bytes, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextBoolean() ? 3 : 500));
            pieces.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return pieces;
    }
}
