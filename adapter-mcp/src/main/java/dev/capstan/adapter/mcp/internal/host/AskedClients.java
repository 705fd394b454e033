package dev.capstan.adapter.mcp.internal.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.adapter.mcp.host.InputUnavailableException;
import dev.capstan.adapter.mcp.internal.protocol.Message;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests of this server that clients of versions with a handshake have not answered yet. Their identifiers cannot be guessed, so that
 * nobody answers for another. An answer has to come to this process. Safe for any thread.
 */
final class AskedClients {
    private final JsonMapper mapper;
    private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

    AskedClients(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Expects an answer; its request's identifier, as JSON. */
    String expect(CompletableFuture<JsonNode> answer) {
        String id = "\"" + UUID.randomUUID() + "\"";
        waiting.put(id, answer);
        return id;
    }

    /** Expects it no more. */
    void forget(String id) {
        waiting.remove(id);
    }

    /** A client has answered something. */
    void answered(Message.Response response) {
        CompletableFuture<JsonNode> answer = waiting.remove(new String(response.id(), UTF_8));
        if (answer == null) {
            return;
        }
        try {
            JsonNode value = mapper.readTree(response.value());
            if (response.isError()) {
                answer.completeExceptionally(new InputUnavailableException("the client answered with an error: "
                        + value.path("message").asString("no message")));
            } else {
                answer.complete(value);
            }
        } catch (JacksonException e) {
            answer.completeExceptionally(new InputUnavailableException("the client's answer cannot be read"));
        }
    }
}
