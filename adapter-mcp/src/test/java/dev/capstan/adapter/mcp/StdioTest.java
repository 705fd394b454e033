package dev.capstan.adapter.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.Engine;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The protocol over two streams. */
class StdioTest {
    private static final String DOCUMENT =
            Samples.TOOLS.replace("    - type: mcp\n", "    - type: mcp\n      transport: stdio\n");
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private final RecordingUpstream upstream = RecordingUpstream.start();
    private final Engine engine = Engine.builder()
            .document("shop.yaml", DOCUMENT)
            .baseUriForAll(upstream.origin())
            .build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final PipedOutputStream to = new PipedOutputStream();
    private final BufferedReader from;
    private final CompletableFuture<Void> ended;

    StdioTest() throws IOException {
        PipedOutputStream out = new PipedOutputStream();
        from = new BufferedReader(new InputStreamReader(new PipedInputStream(out, 1 << 20), UTF_8));
        PipedInputStream in = new PipedInputStream(to, 1 << 20);
        McpStdio adapter = McpStdio.of(engine.context()).get(0);
        assertThat(adapter.isStdio()).isTrue();
        assertThat(adapter.namespace()).isEqualTo("shop-tools");
        ended = CompletableFuture.runAsync(
                () -> {
                    try {
                        adapter.serve(in, out);
                        out.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                threads);
    }

    @AfterEach
    void close() throws Exception {
        to.close();
        ended.get(30, TimeUnit.SECONDS);
        threads.shutdownNow();
        engine.close();
        upstream.close();
    }

    private void send(String message) throws IOException {
        to.write((message + "\n").getBytes(UTF_8));
        to.flush();
    }

    private JsonNode receive() throws Exception {
        String line = CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return from.readLine();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        threads)
                .get(30, TimeUnit.SECONDS);
        return JsonMapper.shared().readTree(line);
    }

    private static String call(String id, String tool, String arguments, String more) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + more + "}}";
    }

    @Test
    void callsToolsAndKeepsEachMessageInOneLine() throws Exception {
        upstream.answerNext(UpstreamAnswer.json(200, "[\n  1\n]\n"));
        send(call("1", "list-orders", "{}", ""));
        assertThat(receive().at("/result/content/0/text").asString()).isEqualTo("[\n  1\n]\n");
        send(call("2", "list-orders", "{}", "," + META));
        assertThat(receive().at("/result/resultType").asString()).isEqualTo("complete");
    }

    @Test
    void takesWhatWasAgreedForTheRequestsToCome() throws Exception {
        send(call("1", "get-order", "{}", ""));
        assertThat(receive().at("/error/code").asInt()).isEqualTo(-32602);
        send(
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}");
        assertThat(receive().at("/result/protocolVersion").asString()).isEqualTo("2025-11-25");
        send(call("3", "get-order", "{}", ""));
        assertThat(receive().at("/result/isError").asBoolean()).isTrue();
    }

    @Test
    void givesUpWhatIsCancelledAndSaysNothingMoreOfIt() throws Exception {
        upstream.answerNext(UpstreamAnswer.never());
        send(call("\"a\"", "cancel-order", "{\"id\":\"1\"}", ""));
        upstream.take();
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"b\"}}");
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"a\"}}");
        assertThat(upstream.awaitDisconnect()).isEqualTo(1);
        send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}");
        assertThat(receive().path("id").asInt()).isEqualTo(2);
    }

    @Test
    void goesOnAfterWhatIsNoMessage() throws Exception {
        for (String wrong :
                new String[] {"x", "7", "{}", "\"\"", "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}"}) {
            send(wrong);
            assertThat(receive().at("/error/code").asInt()).as(wrong).isBetween(-32700, -32600);
        }
        send("");
        send("\r");
        send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\r");
        assertThat(receive().toString()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
    }

    @Test
    void readsOverAMessageThatIsTooLong() throws Exception {
        byte[] piece = "x".repeat(1 << 20).getBytes(UTF_8);
        for (int i = 0; i < 11; i++) {
            to.write(piece);
        }
        send("");
        assertThat(receive().at("/error/message").asString()).contains("longer than");
        send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        assertThat(receive().path("id").asInt()).isEqualTo(1);
    }

    @Test
    void answersBatches() throws Exception {
        send("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}]");
        assertThat(receive()).hasSize(2);
    }

    @Test
    void endsListeningWithItsInput() throws Exception {
        send("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":{},"
                + META + "}}");
        assertThat(receive().path("method").asString()).isEqualTo("notifications/subscriptions/acknowledged");
        to.close();
        assertThat(receive().at("/result/resultType").asString()).isEqualTo("complete");
        assertThat(from.readLine()).isNull();
    }
}
