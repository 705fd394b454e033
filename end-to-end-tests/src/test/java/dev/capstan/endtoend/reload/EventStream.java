package dev.capstan.endtoend.reload;

import dev.capstan.testkit.ServedDocument;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A stream of events that a client keeps open, and the messages in it. */
final class EventStream implements AutoCloseable {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ended;
    private final Stream<String> lines;

    private EventStream(HttpRequest request) {
        try {
            lines = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request, BodyHandlers.ofLines())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        ended = CompletableFuture.runAsync(
                () -> lines.filter(line -> line.startsWith("data: ")).forEach(line -> messages.add(line.substring(6))));
    }

    /** The stream of a client of a version with a handshake. */
    static EventStream get(String url) {
        return new EventStream(HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "text/event-stream")
                .header("MCP-Protocol-Version", "2025-06-18")
                .GET()
                .build());
    }

    /** The stream of a client of the version without one, which wants to hear of these. */
    static EventStream listen(String url, String notifications) {
        String message = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"subscriptions/listen\",\"params\":{\"_meta\":{"
                + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"test\",\"version\":\"1\"},"
                + "\"io.modelcontextprotocol/clientCapabilities\":{}},\"notifications\":" + notifications + "}}";
        return new EventStream(HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "application/json, text/event-stream")
                .header("Content-Type", "application/json")
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", "subscriptions/listen")
                .POST(BodyPublishers.ofString(message))
                .build());
    }

    /** The next message, which is waited for. */
    JsonNode next() {
        try {
            String message = messages.poll(30, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message came");
            }
            return ServedDocument.json(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The name of the next notification. */
    @Nullable
    String nextMethod() {
        return next().path("method").asString();
    }

    /** Waits until the server ends it. */
    void awaitEnd() throws Exception {
        ended.get(30, TimeUnit.SECONDS);
    }

    boolean isOpen() {
        return !ended.isDone();
    }

    @Override
    public void close() {
        lines.close();
    }
}
