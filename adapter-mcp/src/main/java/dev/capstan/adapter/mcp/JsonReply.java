package dev.capstan.adapter.mcp;

import dev.capstan.engine.exchange.Body;
import dev.capstan.transport.HttpExchange;
import io.netty.util.AsciiString;

/** Replies whose body is one JSON-RPC message. */
final class JsonReply {
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
    private static final AsciiString JSON = AsciiString.cached("application/json");

    private JsonReply() {}

    /** Sends that message; takes it over. Only to requests whose origin may see it. */
    static void send(HttpExchange exchange, int status, Body message) {
        exchange.reply(status).header(CONTENT_TYPE, JSON).send(message);
    }
}
