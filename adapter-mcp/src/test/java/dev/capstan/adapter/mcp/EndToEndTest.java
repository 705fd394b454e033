package dev.capstan.adapter.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.Engine;
import dev.capstan.engine.EngineBuilder;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EndToEndTest {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final RecordingUpstream UPSTREAM = RecordingUpstream.start();
    private static final ServedDocument SHOP = ServedDocument.serve(Samples.TOOLS, UPSTREAM);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterAll
    static void close() {
        SHOP.close();
        UPSTREAM.close();
    }

    private static HttpResponse<String> post(String url, String message) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(message)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String base(ServedDocument served) {
        String url = served.url("mcp");
        return url.substring(0, url.length() - "/mcp".length());
    }

    private static String text(JsonNode result) {
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        return result.at("/content/0/text").asString();
    }

    private static String error(JsonNode result) {
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        return result.get("content")
                .get(result.get("content").size() - 1)
                .get("text")
                .asString();
    }

    @Test
    void callsTheUpstreamAndPassesItsAnswer() throws Exception {
        UPSTREAM.answerNext(UpstreamAnswer.json(200, "[{\"id\": 1.50}]\n"));

        JsonNode result = SHOP.call(
                "list-orders", "{\"limit\":\"5\",\"filter_name_\":\"a&b\",\"tags\":[\"x\",\"y\"],\"open\":true}");

        assertThat(text(result)).isEqualTo("[{\"id\": 1.50}]\n");
        RecordedRequest seen = UPSTREAM.take();
        assertThat(seen.method()).isEqualTo("GET");
        assertThat(seen.path()).isEqualTo("/orders");
        assertThat(List.of(seen.query().split("&")))
                .containsExactlyInAnyOrder("limit=5", "open=true", "filter%5Bname%5D=a%26b", "tags=x", "tags=y");
        assertThat(seen.header("accept-encoding")).isIn(null, "identity");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"a":[1,2.50]}  | {"a":[1,2.50]}
                    "{\\"a\\": 1}"  | {"a": 1}
                    "just text"     | just text
                    """)
    void sendsABody(String argument, String sent) throws Exception {
        SHOP.call("create-order", "{\"body\":" + argument + "}");

        assertThat(UPSTREAM.take()).hasToString("POST /orders " + sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../admin?x=1", "a%2Fb", "a/b", "é😀", "a\\r\\nX: y", "a b;c=d#e"})
    void keepsThePathWhateverAnArgumentHolds(String id) throws Exception {
        SHOP.call("get-order", "{\"id\":\"" + id + "\"}");

        assertThat(UPSTREAM.take().target()).matches("/orders/[^/?#]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void refusesPathValuesThatWouldChangeThePath(String id) throws Exception {
        int before = UPSTREAM.requests().size();

        JsonNode reply = SHOP.mcp("tools/call", FakeServer.callParams("get-order", "{\"id\":\"" + id + "\"}"));

        assertThat(reply.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(reply.at("/error/message").asString()).contains("Invalid arguments", "id");
        assertThat(UPSTREAM.requests()).hasSize(before);
    }

    @Test
    void shapesAReply() throws Exception {
        UPSTREAM.answerNext(UpstreamAnswer.json(200, "{\"state\":\"open\",\"lines\":[{\"price\":2.5,\"x\":1}]}"));

        JsonNode result = SHOP.call("order-state", "{\"id\":\"7\"}");
        UPSTREAM.take();

        String shaped = "{\"state\":\"open\",\"lines\":[{\"price\":2.5}]}";
        assertThat(JsonMapper.shared().readTree(text(result)))
                .isEqualTo(JsonMapper.shared().readTree(shaped));
        assertThat(result.get("structuredContent"))
                .isEqualTo(JsonMapper.shared().readTree(shaped));
    }

    @Test
    void passesALongStreamedAnswer() throws Exception {
        byte[] piece = "\"quoted\" é😀 line\n".repeat(4_000).getBytes(UTF_8);
        UPSTREAM.answerNext(new UpstreamAnswer.Pieces(200, "text/plain", Collections.nCopies(40, piece), null));

        String text = text(SHOP.call("get-order", "{\"id\":\"1\"}"));
        UPSTREAM.take();

        assertThat(text).hasSize(40 * new String(piece, UTF_8).length()).startsWith("\"quoted\" é😀 line\n");
    }

    @Test
    void staysAWholeAnswerWhenTheUpstreamBreaksOff() throws Exception {
        UPSTREAM.answerNext(UpstreamAnswer.resetMidBody("{\"half\":"));

        JsonNode result = SHOP.call("get-order", "{\"id\":\"1\"}");
        UPSTREAM.take();

        assertThat(error(result)).contains("get-order", "upstream-unreadable");
        UPSTREAM.answerNext(UpstreamAnswer.json(200, "{}"));
        assertThat(text(SHOP.call("get-order", "{\"id\":\"1\"}"))).isEqualTo("{}");
        UPSTREAM.take();
    }

    @Test
    void tellsWhatTheUpstreamRefused() throws Exception {
        UPSTREAM.answerNext(UpstreamAnswer.json(403, "{\"message\":\"not yours\"}"));

        assertThat(error(SHOP.call("cancel-order", "{\"id\":\"1\"}"))).contains("shop.cancel", "403", "not yours");
        UPSTREAM.take();
    }

    @Test
    void saysInWordsThatAnAnswerHasNoContent() throws Exception {
        UPSTREAM.answerNext(UpstreamAnswer.empty(204));

        assertThat(text(SHOP.call("cancel-order", "{\"id\":\"1\"}")))
                .isEqualTo("Done: shop.cancel answered without content (204).");
        UPSTREAM.take();
    }

    @Test
    void stopsReadingFromTheUpstreamWhenTheClientHasGone() throws Exception {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument shop = ServedDocument.serve(Samples.TOOLS, upstream)) {
            upstream.answer(UpstreamAnswer.never());
            URI url = URI.create(shop.url("mcp"));
            String message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                    + FakeServer.callParams("get-order", "{\"id\":\"1\"}") + "}";
            String head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + message.length() + "\r\n\r\n";
            try (Socket client = new Socket(url.getHost(), url.getPort())) {
                client.getOutputStream().write((head + message).getBytes(UTF_8));
                upstream.take();
            }

            assertThat(upstream.awaitDisconnect()).isEqualTo(1);
        }
    }

    @Test
    void isAlsoAtShorterPathsWhereItIsAlone() throws Exception {
        String base = base(SHOP);

        assertThat(SHOP.url("mcp")).matches("http://127\\.0\\.0\\.1:\\d+/mcp");
        for (String path : List.of("/mcp", "/", "/shop-tools/mcp")) {
            assertThat(post(base + path, PING).body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
        }
        assertThat(send(HttpRequest.newBuilder(URI.create(base + "/")).GET()).statusCode())
                .as("the listener's index")
                .isEqualTo(200);
        assertThat(send(HttpRequest.newBuilder(URI.create(base + "/mcp")).GET()).statusCode())
                .isEqualTo(405);
        assertThat(post(base + "/other/mcp", PING).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesMessagesThatAreTooLongOrBreakOff() throws Exception {
        assertThat(post(SHOP.url("mcp"), " ".repeat(11 * 1024 * 1024)).statusCode())
                .isEqualTo(413);
        assertThat(post(SHOP.url("mcp"), PING).statusCode()).isEqualTo(200);
    }

    @Test
    void servesANamespaceOfAnyCharacters() throws Exception {
        String namespace = "a b/{c}é";
        String document = Samples.TOOLS.replace("namespace: shop-tools", "namespace: '" + namespace + "'");
        try (ServedDocument odd = ServedDocument.serve(document, UPSTREAM)) {
            assertThat(post(base(odd) + "/a%20b%2F%7Bc%7D%C3%A9/mcp", PING).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesTwoDocumentsThatClaimOnePath() {
        EngineBuilder both = Engine.builder()
                .document("one.yaml", Samples.TOOLS)
                .document("two.yaml", Samples.TOOLS)
                .baseUriForAll("http://127.0.0.1:1");

        assertThatThrownBy(both::build).hasMessageContainingAll("/shop-tools/mcp", "one.yaml", "two.yaml");
    }

    @Test
    void sharesAListenerAtPathsOfTheirOwn() throws Exception {
        String other = Samples.TOOLS.replace("namespace: shop-tools", "namespace: other-tools");
        int port = freePort();
        EngineConfiguration onePort = onPort(port);
        try (Engine engine = Engine.builder()
                .configuration(onePort)
                .document("one.yaml", Samples.TOOLS)
                .document("two.yaml", other)
                .baseUriForAll(UPSTREAM.origin())
                .build()) {
            engine.start();

            assertThat(engine.documents().stream()
                            .map(document -> document.endpoints().get(0).url()))
                    .containsExactly(
                            "http://127.0.0.1:" + port + "/shop-tools/mcp",
                            "http://127.0.0.1:" + port + "/other-tools/mcp");
            assertThat(post("http://127.0.0.1:" + port + "/other-tools/mcp", PING)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(post("http://127.0.0.1:" + port + "/mcp", PING).statusCode())
                    .isEqualTo(404);
        }
    }

    private static EngineConfiguration onPort(int port) {
        return EngineConfiguration.DEFAULT.withServer(
                ServerConfiguration.builder().portOverrides(Map.of(9090, port)).build());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
