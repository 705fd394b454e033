package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.run.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An MCP server as clients start it: a process and its streams. */
class McpCommandTest {
    private static final String STDIO = Documents.THINGS.replace(
            "namespace: things-mcp\n      port: 9090\n", "namespace: things-mcp\n      transport: stdio\n");
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    @TempDir
    Path work;

    private Process start(String document, String... command) throws Exception {
        Path file = work.resolve("things.yaml");
        Files.writeString(file, document);
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        line.addAll(List.of(command));
        line.add(file.toString());
        return new ProcessBuilder(line)
                .redirectError(work.resolve("err").toFile())
                .start();
    }

    private static void send(Process process, String message) throws Exception {
        OutputStream to = process.getOutputStream();
        to.write((message + "\n").getBytes(StandardCharsets.UTF_8));
        to.flush();
    }

    private static JsonNode receive(BufferedReader from) throws Exception {
        String line = CompletableFuture.supplyAsync(() -> unchecked(from)).get(60, TimeUnit.SECONDS);
        return JsonMapper.shared().readTree(line);
    }

    private static String unchecked(BufferedReader from) {
        try {
            return from.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void speaksBothErasOnOneProcessAndEndsWithItsInput() throws Exception {
        Process process = start(Documents.THINGS, "mcp", "--sandbox");
        try (BufferedReader from = reader(process)) {
            send(process, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{" + META + "}}");
            assertThat(receive(from).at("/result/supportedVersions/0").asString())
                    .isEqualTo("2026-07-28");
            send(process, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"who/knows\"}");
            assertThat(receive(from).at("/error/code").asInt()).isEqualTo(-32601);
            send(process, "no message");
            assertThat(receive(from).at("/error/code").asInt()).isEqualTo(-32700);
            send(
                    process,
                    "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2024-11-05\"}}");
            assertThat(receive(from).at("/result/protocolVersion").asString()).isEqualTo("2024-11-05");
            send(process, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
            send(
                    process,
                    "{\"jsonrpc\":\"2.0\",\"id\":\"c\",\"method\":\"tools/call\",\"params\":{\"name\":\"get-thing\",\"arguments\":{\"id\":\"1\"}}}");
            JsonNode called = receive(from);
            assertThat(called.path("id").asString()).isEqualTo("c");
            assertThat(called.at("/result/content/0/type").asString()).isEqualTo("text");
            send(
                    process,
                    "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"tools/call\",\"params\":{\"name\":\"get-thing\",\"arguments\":{\"id\":\"1\"},"
                            + META + "}}");
            assertThat(receive(from).at("/result/resultType").asString()).isEqualTo("complete");
            process.getOutputStream().close();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(from.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void answersWhatIsOnItsWayWhenTheInputEnds() throws Exception {
        Process process = start(STDIO, "--sandbox", "--port", "*=0");
        try (BufferedReader from = reader(process)) {
            send(process, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
            process.getOutputStream().close();
            assertThat(receive(from).at("/result/tools").isEmpty()).isFalse();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(from.readLine()).isNull();
            assertThat(Files.readString(work.resolve("err"))).contains("Ready", "stdio:");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void refusesAdaptersThatCannotBeServedSo() {
        Path file = work.resolve("things.yaml");
        CommandLine line = new CommandLine();
        try {
            Files.writeString(file, Documents.THINGS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(line.run("mcp", "--sandbox", "--adapter", "other", file.toString()))
                .isNotZero();
        assertThat(line.err()).contains("no MCP adapter other; it has things-mcp");
    }
}
