package dev.capstan.testkit;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.engine.Engine;
import dev.capstan.engine.EngineBuilder;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.status.DocumentStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A document served on free ports, with all its consumed APIs pointed at a recording upstream. A test reads: document,
 * request, what the upstream saw, what the client got.
 */
public final class ServedDocument implements AutoCloseable {
    /** Replies may be deeper than what is read by default. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(10_000)
                            .build())
                    .build())
            .build();

    private final Engine engine;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServedDocument(Engine engine) {
        this.engine = engine;
    }

    /** Serves that YAML text against that upstream. */
    public static ServedDocument serve(String yaml, RecordingUpstream upstream) {
        return serve(yaml, upstream, builder -> builder);
    }

    /** As {@link #serve(String, RecordingUpstream)}, after the test has had its say. */
    public static ServedDocument serve(String yaml, RecordingUpstream upstream, UnaryOperator<EngineBuilder> settings) {
        return serve(Engine.builder().document("test.yaml", yaml), upstream, settings);
    }

    /** Serves the document in that file, with what it imports and where it finds its files, against that upstream. */
    public static ServedDocument serve(Path document, RecordingUpstream upstream) {
        return serve(document, upstream, builder -> builder);
    }

    /** As {@link #serve(Path, RecordingUpstream)}, after the test has had its say. */
    public static ServedDocument serve(
            Path document, RecordingUpstream upstream, UnaryOperator<EngineBuilder> settings) {
        return serve(Engine.builder().document(document), upstream, settings);
    }

    private static ServedDocument serve(
            EngineBuilder builder, RecordingUpstream upstream, UnaryOperator<EngineBuilder> settings) {
        return built(settings.apply(builder.baseUriForAll(upstream.origin()).configuration(onFreePorts())));
    }

    /** Serves what is set there on free ports, with the base URIs that its documents have. */
    public static ServedDocument start(EngineBuilder builder) {
        return built(builder.configuration(onFreePorts()));
    }

    private static ServedDocument built(EngineBuilder builder) {
        Engine engine = builder.build();
        engine.start();
        return new ServedDocument(engine);
    }

    /** The default configuration with a free port for each adapter. */
    public static EngineConfiguration onFreePorts() {
        return EngineConfiguration.DEFAULT.withServer(ServerConfiguration.builder()
                .anyPort(true)
                .drainTimeout(Duration.ofSeconds(2))
                .build());
    }

    /** The engine that serves it. */
    public Engine engine() {
        return engine;
    }

    /** What became of the document. */
    public DocumentStatus status() {
        return engine.documents().get(0);
    }

    /** The rules of everything that was found in the document, in the order of the source. */
    public List<String> rules() {
        return status().diagnostics().stream().map(Diagnostic::rule).toList();
    }

    /** The URL of its first adapter of that type. */
    public String url(String type) {
        return status().endpoints().stream()
                .filter(endpoint -> endpoint.type().equals(type))
                .map(ServerAdapter.Endpoint::url)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " adapter is served"));
    }

    /** Sends a request without a body to the REST adapter. */
    public HttpResponse<String> rest(String method, String target, String... headers) {
        return send(method, url("rest") + target, null, headers);
    }

    /** Sends a request with a JSON body to the REST adapter; {@code headers} are names and values in turn. */
    public HttpResponse<String> restJson(String method, String target, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return send(method, url("rest") + target, body, all.toArray(String[]::new));
    }

    /** Sends a request with a body and no Content-Type but those given. */
    public HttpResponse<String> restBody(String method, String target, String body, String... headers) {
        return send(method, url("rest") + target, body, headers);
    }

    /** The tools that the MCP adapter lists. */
    public List<JsonNode> tools() {
        List<JsonNode> tools = new ArrayList<>();
        mcp("tools/list", "{}").path("result").path("tools").forEach(tools::add);
        return tools;
    }

    /** The listed tool of that name. */
    public JsonNode tool(String name) {
        return tools().stream()
                .filter(tool -> tool.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no tool " + name + " is listed"));
    }

    /** Calls a tool; its result. */
    public JsonNode call(String tool, String argumentsJson) {
        JsonNode name = JSON.valueToTree(tool);
        JsonNode reply = mcp("tools/call", "{\"name\":" + name + ",\"arguments\":" + argumentsJson + "}");
        JsonNode result = reply.get("result");
        if (result == null) {
            throw new AssertionError("no result: " + reply);
        }
        return result;
    }

    /** Calls a tool with these arguments; its result. */
    public JsonNode call(String tool, Map<String, ?> arguments) {
        return call(tool, JSON.writeValueAsString(arguments));
    }

    /** Sends a JSON-RPC request to the MCP adapter; its whole answer. */
    public JsonNode mcp(String method, String paramsJson) {
        String message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + paramsJson + "}";
        HttpResponse<String> response = send(
                "POST",
                url("mcp"),
                message,
                "Content-Type",
                "application/json",
                "Accept",
                "application/json, text/event-stream",
                "MCP-Protocol-Version",
                "2025-06-18");
        return JSON.readTree(response.body());
    }

    /** JSON text as a value. */
    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    private HttpResponse<String> send(String method, String url, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + url + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
