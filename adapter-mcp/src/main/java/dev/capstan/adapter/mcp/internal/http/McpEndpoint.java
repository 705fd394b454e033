package dev.capstan.adapter.mcp.internal.http;

import dev.capstan.adapter.mcp.internal.protocol.ClientSession;
import dev.capstan.adapter.mcp.internal.protocol.Dialects;
import dev.capstan.adapter.mcp.internal.protocol.Envelope;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.Message;
import dev.capstan.adapter.mcp.internal.protocol.MessageReader;
import dev.capstan.adapter.mcp.internal.protocol.RequestHeaders;
import dev.capstan.adapter.mcp.internal.streams.OpenStreams;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.transport.ExchangeHandler;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.PathMatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.AsciiString;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Streamable HTTP transport of every version: one message in each POST, its answer in the reply. Without sessions, but for
 * servers that have something to keep of clients with a handshake. The stream that clients of versions with a handshake may open by
 * GET is theirs to keep, and says nothing; those without a handshake have none.
 */
public final class McpEndpoint implements ExchangeHandler {
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
    private static final AsciiString ACCEPT = AsciiString.cached("accept");
    private static final AsciiString PROTOCOL_VERSION = AsciiString.cached("mcp-protocol-version");
    private static final AsciiString METHOD = AsciiString.cached("mcp-method");
    static final AsciiString SESSION = AsciiString.cached("mcp-session-id");
    private static final AsciiString NAME = AsciiString.cached("mcp-name");

    private final MessageReader reader;
    private final Dialects dialects;
    private final OpenStreams streams;
    private final Object owner;
    private final ByteBufAllocator allocator;
    private final long maxBodyBytes;
    private final Consumer<Message.Response> responses;
    private final @Nullable Sessions sessions;

    /**
     * An endpoint.
     *
     * @param owner whose streams are opened here
     * @param allocator makes the buffers of replies
     * @param maxBodyBytes the longest message
     * @param responses is told what clients answer to requests of the server
     * @param sessions what is kept of clients with a handshake; null where nothing is
     */
    public McpEndpoint(
            MessageReader reader,
            Dialects dialects,
            OpenStreams streams,
            Object owner,
            ByteBufAllocator allocator,
            long maxBodyBytes,
            Consumer<Message.Response> responses,
            @Nullable Sessions sessions) {
        this.reader = reader;
        this.dialects = dialects;
        this.streams = streams;
        this.owner = owner;
        this.allocator = allocator;
        this.maxBodyBytes = maxBodyBytes;
        this.responses = responses;
        this.sessions = sessions;
    }

    @Override
    public void handle(HttpExchange exchange, PathMatch match) {
        HeaderFields fields = exchange.headers();
        RequestHeaders headers = new RequestHeaders(
                stripped(fields, PROTOCOL_VERSION), stripped(fields, METHOD), stripped(fields, NAME));
        String accept = fields.get(ACCEPT);
        String sessionId = sessions == null || headers.areModern() ? null : stripped(fields, SESSION);
        if (sessionId != null && exchange.method().equals("DELETE")) {
            endSession(exchange, sessionId);
            return;
        }
        ClientSession session = sessionId == null || sessions == null ? null : sessions.find(sessionId);
        if (sessionId != null && session == null) {
            refuse(
                    exchange,
                    404,
                    JsonRpcError.invalidRequest("there is no such session, or no longer: initialize anew"));
        } else if (exchange.method().equals("GET") && !headers.areModern() && Accepted.asksForEvents(accept)) {
            ListeningClient.begin(channel(exchange, true, session), exchange, streams, owner);
        } else if (!exchange.method().equals("POST")) {
            refuseMethod(exchange);
        } else if (!Accepted.isJson(fields.get(CONTENT_TYPE))) {
            refuse(exchange, 415, JsonRpcError.invalidRequest("the Content-Type must be application/json"));
        } else if (!Accepted.takesJson(accept)) {
            refuse(exchange, 406, JsonRpcError.invalidRequest("answers are application/json: Accept must allow it"));
        } else {
            BodyCollector.collect(
                    exchange.takeBody(),
                    allocator,
                    maxBodyBytes,
                    exchange.memory(),
                    new MessageReceiver(
                            this, exchange, headers, channel(exchange, Accepted.takesEvents(accept), session)));
        }
    }

    private HttpReplyChannel channel(HttpExchange exchange, boolean takesEvents, @Nullable ClientSession session) {
        return new HttpReplyChannel(exchange, allocator, takesEvents, sessions, session);
    }

    private void endSession(HttpExchange exchange, String id) {
        if (sessions != null && sessions.end(id)) {
            exchange.reply(204).send(Body.empty());
        } else {
            refuse(exchange, 404, JsonRpcError.invalidRequest("there is no such session, or no longer"));
        }
    }

    private static @Nullable String stripped(HeaderFields fields, AsciiString name) {
        String value = fields.get(name);
        return value == null ? null : value.strip();
    }

    private void refuseMethod(HttpExchange exchange) {
        ByteBuf out = allocator.buffer();
        Envelope.error(
                JsonRpcError.invalidRequest("messages are sent by POST; there are no sessions and no such stream here"),
                out);
        exchange.reply(405)
                .header("allow", "GET, POST, OPTIONS")
                .header(CONTENT_TYPE, "application/json")
                .send(Body.of(out));
    }

    /** Answers what is no message. */
    void refuse(HttpExchange exchange, int status, JsonRpcError error) {
        ByteBuf out = allocator.buffer();
        Envelope.error(error, out);
        HttpReplyChannel.sendJson(exchange, status, Body.of(out));
    }

    /** A client has answered. */
    void answered(Message.Response response) {
        responses.accept(response);
    }

    MessageReader reader() {
        return reader;
    }

    Dialects dialects() {
        return dialects;
    }

    ByteBufAllocator allocator() {
        return allocator;
    }
}
