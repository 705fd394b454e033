package dev.capstan.adapter.mcp;

import dev.capstan.adapter.mcp.host.Content;
import dev.capstan.adapter.mcp.host.InputRequest;
import dev.capstan.adapter.mcp.host.LogLevel;
import dev.capstan.adapter.mcp.host.McpApplication;
import dev.capstan.adapter.mcp.host.ResourceContent;
import dev.capstan.adapter.mcp.host.ToolAnswer;
import dev.capstan.engine.Engine;
import dev.capstan.testkit.ServedDocument;
import java.io.BufferedReader;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An application that is served, and its clients. */
abstract class HostedApplication {
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{}}";
    static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{}}%s}";

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    final Engine engine = Engine.builder()
            .configuration(ServedDocument.onFreePorts())
            .clock(new MovedClock())
            .build();
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final ServedApplication served;

    HostedApplication() {
        served = ServedApplication.register(
                engine.context(),
                McpApplication.builder("greeter", "2.0")
                        .instructions("Greets.")
                        .tool("greet", "Greets a person", SCHEMA, request -> {
                            request.progress(1, 2.0, null);
                            request.log(LogLevel.DEBUG, "debug");
                            request.log(LogLevel.INFO, "info");
                            JsonNode answer = request.input(
                                    "who",
                                    InputRequest.elicitation(
                                            "Who are you?",
                                            JsonMapper.shared()
                                                    .readTree("{\"type\":\"object\",\"properties\":{\"name\":{\"type\":"
                                                            + "\"string\"}},\"required\":[\"name\"]}")));
                            return ToolAnswer.of(Content.text("Hello, "
                                    + answer.at("/content/name").asString("nobody")
                                    + request.arguments().path("mark").asString("")));
                        })
                        .tool("sample", "Asks the model", SCHEMA, request -> {
                            request.input("s", InputRequest.sampling("Anything", 10));
                            return ToolAnswer.of(Content.text("sampled"));
                        })
                        .tool(
                                "placed",
                                "Says where",
                                "{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"object\",\"properties\":"
                                        + "{\"level\":{\"type\":\"integer\",\"x-mcp-header\":\"Level\"}}},"
                                        + "\"region\":{\"type\":\"string\",\"x-mcp-header\":\"Region\"}}}",
                                request -> ToolAnswer.of(Content.text("placed")))
                        .tool("broken", "Fails", SCHEMA, request -> {
                            throw new IllegalStateException("a secret of the host");
                        })
                        .tool("unlinked", "Lacks a class", SCHEMA, request -> {
                            throw new NoClassDefFoundError("a/Class");
                        })
                        .resource(
                                "news://{topic}",
                                "news",
                                "News of a topic",
                                "text/plain",
                                (uri, request) -> ResourceContent.text(
                                        uri,
                                        "text/plain",
                                        request.arguments().path("topic").asString("")))
                        .build(),
                null,
                9090);
        engine.start();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    HttpResponse<InputStream> post(String message, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(served.url()))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(message));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    static JsonNode json(HttpResponse<InputStream> response) throws Exception {
        return JsonMapper.shared().readTree(response.body().readAllBytes());
    }

    static JsonNode next(BufferedReader lines) throws Exception {
        String line = lines.readLine();
        while (!line.startsWith("data: ")) {
            line = lines.readLine();
        }
        return JsonMapper.shared().readTree(line.substring(6));
    }

    private final class MovedClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
