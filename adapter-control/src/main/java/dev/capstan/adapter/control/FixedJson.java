package dev.capstan.adapter.control;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.Json;
import dev.capstan.http.head.MediaType;
import dev.capstan.transport.ExchangeHandler;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.PathMatch;
import io.netty.buffer.Unpooled;
import tools.jackson.databind.JsonNode;

/** Answers with JSON that never changes. */
final class FixedJson implements ExchangeHandler {
    private final byte[] json;

    FixedJson(JsonNode value) {
        this.json = Json.writeBytes(value);
    }

    @Override
    public void handle(HttpExchange exchange, PathMatch match) {
        send(exchange, 200, json);
    }

    /** Sends a value, which caches are not to keep. */
    static void send(HttpExchange exchange, int status, JsonNode value) {
        send(exchange, status, Json.writeBytes(value));
    }

    private static void send(HttpExchange exchange, int status, byte[] json) {
        exchange.reply(status)
                .header("content-type", MediaType.JSON)
                .header("cache-control", "no-store")
                .send(Body.of(Unpooled.wrappedBuffer(json)));
    }
}
