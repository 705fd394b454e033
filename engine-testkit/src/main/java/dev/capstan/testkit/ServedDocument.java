package dev.capstan.testkit;

import dev.capstan.engine.DocumentStatus;
import dev.capstan.engine.Engine;
import dev.capstan.engine.EngineBuilder;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.spi.ServerAdapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document served on free ports, all its consumed APIs pointed at a {@link RecordingUpstream}. Uses the adapters that are
 * on the class path. For one test, on one thread.
 */
public final class ServedDocument implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RecordingUpstream upstream = RecordingUpstream.start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Engine engine;

    private ServedDocument(String yaml, UnaryOperator<EngineBuilder> settings) {
        EngineBuilder builder = Engine.builder()
                .document("document.yaml", yaml)
                .configuration(anyPorts(EngineConfiguration.DEFAULT))
                .baseUriForAll(upstream.origin());
        Engine built = null;
        try {
            built = settings.apply(builder).build();
            built.start();
        } catch (RuntimeException failure) {
            if (built != null) {
                built.close();
            }
            upstream.close();
            throw failure;
        }
        engine = built;
    }

    /** Serves that document. */
    public static ServedDocument start(String yaml) {
        return new ServedDocument(yaml, builder -> builder);
    }

    /** Serves that document with further settings; a configuration among them needs {@link #anyPorts}. */
    public static ServedDocument start(String yaml, UnaryOperator<EngineBuilder> settings) {
        return new ServedDocument(yaml, settings);
    }

    /** The same configuration with free ports for all adapters. */
    public static EngineConfiguration anyPorts(EngineConfiguration configuration) {
        ServerConfiguration server = configuration.server();
        return new EngineConfiguration(
                server.withAddresses(server.host(), Map.of(), true, server.allowedHosts()),
                configuration.namespaces(),
                configuration.otherNamespaces());
    }

    /** What the document's calls reach. */
    public RecordingUpstream upstream() {
        return upstream;
    }

    /** The engine that serves it. */
    public Engine engine() {
        return engine;
    }

    /** What became of the document. */
    public DocumentStatus status() {
        return engine.documents().get(0);
    }

    /** Where its first adapter of that type is reached. */
    public String url(String type) {
        return status().endpoints().stream()
                .filter(endpoint -> endpoint.type().equals(type))
                .map(ServerAdapter.Endpoint::url)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " adapter is served: " + status().diagnostics()));
    }

    /**
     * Sends a request to its REST adapter.
     *
     * @param target path and query, encoded
     * @param headers names and values in turn
     */
    public HttpResponse<String> rest(String method, String target, String body, String... headers) {
        HttpRequest.BodyPublisher publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url("rest") + target)).method(method, publisher);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Sends a GET request to its REST adapter. */
    public HttpResponse<String> get(String target, String... headers) {
        return rest("GET", target, "", headers);
    }

    /** The result of a tool call; fails when the answer is a protocol error. */
    public JsonNode tool(String name, Map<String, ?> arguments) {
        ObjectNode params = JSON.createObjectNode().put("name", name);
        params.set("arguments", JSON.valueToTree(arguments));
        JsonNode answer = mcp("tools/call", params);
        if (!answer.has("result")) {
            throw new AssertionError("tool " + name + " was refused: " + answer);
        }
        return answer.path("result");
    }

    /** The tools as a client sees them, first page. */
    public List<JsonNode> tools() {
        return List.copyOf(mcp("tools/list", JSON.createObjectNode())
                .path("result")
                .path("tools")
                .values());
    }

    /** The whole JSON-RPC answer to a request of its MCP adapter. */
    public JsonNode mcp(String method, ObjectNode params) {
        ObjectNode message =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", method);
        message.set("params", params);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url("mcp")))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("MCP-Protocol-Version", "2025-06-18")
                .POST(HttpRequest.BodyPublishers.ofString(message.toString()));
        return JSON.readTree(send(request).body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        engine.close();
        upstream.close();
    }
}
