package dev.capstan.endtoend.reload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.adapter.mcp.McpStdio;
import dev.capstan.endtoend.Documents;
import dev.capstan.engine.reload.DocumentReload.Outcome;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Clients of MCP adapters whose document is read anew. */
class McpClientsTest {
    private static final String ONE = "name: look\ndescription: Looks.\ncall: api.op";

    @TempDir
    Path folder;

    private final RecordingUpstream upstream =
            RecordingUpstream.start().answer(UpstreamAnswer.json(200, "{\"name\":\"Vasa\"}"));

    @AfterEach
    void close() {
        upstream.close();
    }

    private static String document(String tool) {
        return Documents.tool("/ship", "method: GET\nname: op", tool);
    }

    @Test
    void hearThatTheListOfToolsHasChanged() throws Exception {
        try (EditedDocument edited = new EditedDocument(folder, upstream, document(ONE));
                EventStream withHandshake = EventStream.get(edited.served().url("mcp"));
                EventStream without = EventStream.listen(edited.served().url("mcp"), "{\"toolsListChanged\":true}")) {
            JsonNode acknowledged = without.next();
            assertThat(acknowledged.path("method").asString()).isEqualTo("notifications/subscriptions/acknowledged");
            assertThat(acknowledged
                            .path("params")
                            .path("notifications")
                            .path("toolsListChanged")
                            .asBoolean())
                    .isTrue();

            // Where no list changes, nothing is told.
            assertThat(edited.save(document(ONE).replace("/ship", "/vessel")).outcome())
                    .isEqualTo(Outcome.SWAPPED);
            assertThat(edited.save(document(ONE.replace("name: look", "name: watch")))
                            .outcome())
                    .isEqualTo(Outcome.SWAPPED);
            assertThat(withHandshake.nextMethod()).isEqualTo("notifications/tools/list_changed");
            JsonNode told = without.next();
            assertThat(told.path("method").asString()).isEqualTo("notifications/tools/list_changed");
            assertThat(told.path("params")
                            .path("_meta")
                            .path("io.modelcontextprotocol/subscriptionId")
                            .asInt())
                    .isEqualTo(7);
            assertThat(edited.served().tool("watch").path("description").asString())
                    .isEqualTo("Looks.");

            edited.save(document(ONE));
            assertThat(withHandshake.nextMethod()).isEqualTo("notifications/tools/list_changed");
            assertThat(without.nextMethod()).isEqualTo("notifications/tools/list_changed");
            assertThat(withHandshake.isOpen()).isTrue();
            assertThat(without.isOpen()).isTrue();
        }
    }

    @Test
    void areToldThatListsCanChange() {
        try (EditedDocument edited = new EditedDocument(folder, upstream, document(ONE))) {
            JsonNode capabilities = edited.served()
                    .mcp(
                            "initialize",
                            "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}")
                    .path("result")
                    .path("capabilities");

            assertThat(capabilities.path("tools").path("listChanged").asBoolean())
                    .isTrue();
            assertThat(capabilities.has("prompts")).isFalse();
        }
    }

    @Test
    void keepNothingOfAnOldGenerationOpen() {
        try (EditedDocument edited = new EditedDocument(
                        folder,
                        upstream,
                        document(ONE),
                        builder -> builder.configuration(ServedDocument.onFreePorts()
                                .withServer(ServedDocument.onFreePorts().server().toBuilder()
                                        .drainTimeout(Duration.ofMinutes(10))
                                        .build())));
                EventStream withHandshake = EventStream.get(edited.served().url("mcp"));
                EventStream without = EventStream.listen(edited.served().url("mcp"), "{\"toolsListChanged\":true}")) {
            without.next();
            edited.served().call("look", "{}");
            int old = upstream.take().connection();

            edited.save(document(ONE).replace("/ship", "/vessel"));

            assertThat(upstream.awaitDisconnect()).isEqualTo(old);
            assertThat(withHandshake.isOpen()).isTrue();
        }
    }

    @Test
    void areLetGoWithTheirAdapter() throws Exception {
        String rest = EditedDocument.showing("/ship", "name");
        String both = rest + "  - type: mcp\n    namespace: agent\n    port: 9090\n    transport: http\n    tools:\n"
                + "    - {name: look, description: Looks., call: api.op}\n";
        try (EditedDocument edited = new EditedDocument(folder, upstream, both);
                EventStream stream = EventStream.get(edited.served().url("mcp"))) {
            assertThat(edited.save(rest).outcome()).isEqualTo(Outcome.SWAPPED);

            stream.awaitEnd();
        }
    }

    @Test
    void areServedAnewOverStreams() throws Exception {
        try (EditedDocument edited = new EditedDocument(folder, upstream, document(ONE));
                PipedOutputStream toServer = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(toServer);
                PipedInputStream fromServer = new PipedInputStream();
                PipedOutputStream out = new PipedOutputStream(fromServer);
                BufferedReader answers = new BufferedReader(new InputStreamReader(fromServer, UTF_8))) {
            McpStdio stdio = McpStdio.of(edited.served().engine().context()).get(0);
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
                try {
                    stdio.serve(in, out);
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            send(
                    toServer,
                    "initialize",
                    "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}");
            assertThat(answer(answers).path("result").path("protocolVersion").asString())
                    .isEqualTo("2025-06-18");
            send(toServer, "tools/call", "{\"name\":\"look\",\"arguments\":{}}");
            assertThat(answer(answers).path("result").path("isError").asBoolean())
                    .isFalse();
            int old = upstream.take().connection();

            edited.save(document(ONE.replace("name: look", "name: watch")));

            assertThat(answer(answers).path("method").asString()).isEqualTo("notifications/tools/list_changed");
            assertThat(upstream.awaitDisconnect()).isEqualTo(old);
            send(toServer, "tools/list", "{}");
            assertThat(answer(answers)
                            .path("result")
                            .path("tools")
                            .path(0)
                            .path("name")
                            .asString())
                    .isEqualTo("watch");
            send(toServer, "tools/call", "{\"name\":\"watch\",\"arguments\":{}}");
            assertThat(answer(answers).path("result").path("isError").asBoolean())
                    .isFalse();
            toServer.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    private static void send(PipedOutputStream to, String method, String params) throws IOException {
        to.write(("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}\n")
                .getBytes(UTF_8));
        to.flush();
    }

    private static JsonNode answer(BufferedReader answers) throws IOException {
        return ServedDocument.json(String.valueOf(answers.readLine()));
    }
}
