package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.run.Main;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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

/** What a process logs of requests and calls. */
class AccessLogTest {
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
            + "\"get-thing\",\"arguments\":{\"id\":\"s3cret\"}}}";

    @TempDir
    Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Serves, has one request and one call of a tool answered with that status, and returns what was logged. */
    private List<String> logged(int status, String... options) throws Exception {
        Path ready = directory.resolve("ready.json");
        Path log = directory.resolve("log");
        try (RecordingUpstream upstream = RecordingUpstream.start()) {
            upstream.answerNext(UpstreamAnswer.text(status, "application/json", "[]"));
            upstream.answerNext(UpstreamAnswer.text(status, "application/json", "[]"));
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    Documents.things(directory).toString(),
                    "--bind",
                    "THINGS_KEY=s3cret",
                    "--base-uri",
                    "things=" + upstream.origin(),
                    "--port",
                    "*=0",
                    "--ready-file",
                    ready.toString()));
            command.addAll(List.of(options));
            Process process =
                    new ProcessBuilder(command).redirectError(log.toFile()).start();
            try {
                CompletableFuture<Integer> ended = process.onExit().thenApply(Process::exitValue);
                JsonNode content = ReadyFileReader.await(ready, ended);
                client.send(
                        HttpRequest.newBuilder(URI.create(ReadyFileReader.url(content, "rest") + "/things?kind=s3cret"))
                                .header("X-Request-Id", "request-1")
                                .build(),
                        BodyHandlers.ofString());
                client.send(
                        HttpRequest.newBuilder(URI.create(ReadyFileReader.url(content, "mcp")))
                                .header("Content-Type", "application/json")
                                .header("Accept", "application/json, text/event-stream")
                                .POST(BodyPublishers.ofString(CALL))
                                .build(),
                        BodyHandlers.ofString());
                process.destroy();
                ended.get(60, TimeUnit.SECONDS);
            } finally {
                process.destroyForcibly();
            }
        }
        return Files.readAllLines(log);
    }

    @Test
    void requestsAndCallsAreObjectsOfALine() throws Exception {
        List<String> lines = logged(200, "--access-log", "--log-format", "json");

        assertThat(lines).noneMatch(line -> line.contains("s3cret"));
        List<JsonNode> calls = objects(lines, "dev.capstan.calls");
        assertThat(calls).hasSize(2);
        assertThat(calls.get(0).path("requestId").asString()).isEqualTo("request-1");
        assertThat(calls.get(0).path("surface").asString()).isEqualTo("rest");
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.path("outcome").asString()).isEqualTo("replied");
            assertThat(call.path("status").asInt()).isEqualTo(200);
            assertThat(call.path("upstreamStatus").asInt()).isEqualTo(200);
            assertThat(call.path("attempts").asInt()).isEqualTo(1);
            assertThat(call.path("micros").isIntegralNumber()).isTrue();
            assertThat(call.path("time").asString()).endsWith("Z");
        });
        assertThat(calls.get(1).path("surface").asString()).isEqualTo("mcp");
        assertThat(calls.get(1).path("unit").asString()).isEqualTo("get-thing");
        List<JsonNode> requests = objects(lines, "dev.capstan.requests");
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).path("path").asString()).isEqualTo("/things");
        assertThat(requests)
                .extracting(line -> line.path("requestId"))
                .isEqualTo(calls.stream().map(line -> line.path("requestId")).toList());
    }

    @Test
    void anUpstreamThatTakesNoMoreIsLogged() throws Exception {
        List<String> lines = logged(429);

        assertThat(lines)
                .anyMatch(line -> line.matches(".* WARN .*\"things.list-things\" at 127.0.0.1:\\d+: it answered 429"));
        assertThat(lines).noneMatch(line -> line.contains("s3cret"));
    }

    private static List<JsonNode> objects(List<String> lines, String logger) {
        return lines.stream()
                .filter(line -> line.startsWith("{"))
                .map(line -> JsonMapper.shared().readTree(line))
                .filter(line -> line.path("logger").asString().equals(logger))
                .toList();
    }
}
