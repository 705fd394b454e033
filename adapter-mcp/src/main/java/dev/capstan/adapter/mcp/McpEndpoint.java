package dev.capstan.adapter.mcp;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.exchange.JsonMemory;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.transport.ExchangeHandler;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.HttpResponseWriter;
import dev.capstan.transport.PathMatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * The Streamable HTTP transport: one message in each POST, its answer in the reply (MCP 2025-11-25, Transports). Without
 * sessions and without a stream of the server's own, so that GET and DELETE are answered 405, as the transport allows.
 */
final class McpEndpoint implements ExchangeHandler {
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
    private static final AsciiString ACCEPT = AsciiString.cached("accept");
    private static final AsciiString PROTOCOL_VERSION = AsciiString.cached("mcp-protocol-version");
    private static final String JSON = "application/json";

    /** What a message's values may take in memory without a share of what all calls may hold. */
    private static final long LITTLE = 4096;

    private final MessageReader reader;
    private final ByteBufAllocator allocator;
    private final long maxBodyBytes;

    /**
     * @param allocator makes the buffers of replies
     * @param maxBodyBytes the longest message
     */
    McpEndpoint(MessageReader reader, ByteBufAllocator allocator, long maxBodyBytes) {
        this.reader = reader;
        this.allocator = allocator;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public void handle(HttpExchange exchange, PathMatch match) {
        HeaderFields headers = exchange.headers();
        if (!exchange.method().equals("POST")) {
            refuseMethod(exchange);
        } else if (!isJson(headers.get(CONTENT_TYPE))) {
            refuse(exchange, 415, JsonRpcError.invalidRequest("the Content-Type must be " + JSON));
        } else if (!takesJson(headers.get(ACCEPT))) {
            refuse(exchange, 406, JsonRpcError.invalidRequest("answers are " + JSON + ": Accept must allow it"));
        } else {
            McpProtocolVersion version = versionOf(headers.get(PROTOCOL_VERSION));
            if (version == null) {
                refuse(
                        exchange,
                        400,
                        JsonRpcError.invalidRequest(
                                "unsupported MCP-Protocol-Version: supported are " + McpProtocolVersion.names()));
            } else {
                BodyCollector.collect(
                        exchange.takeBody(),
                        allocator,
                        maxBodyBytes,
                        exchange.memory(),
                        new MessageReceiver(exchange, version));
            }
        }
    }

    private static @Nullable McpProtocolVersion versionOf(@Nullable String header) {
        return header == null ? McpProtocolVersion.WITHOUT_HEADER : McpProtocolVersion.of(header.strip());
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null || !contentType.regionMatches(true, 0, JSON, 0, JSON.length())) {
            return false;
        }
        String parameters = contentType.substring(JSON.length()).stripLeading();
        return parameters.isEmpty() || parameters.charAt(0) == ';';
    }

    /** Lenient: clients that only name event streams get JSON all the same, as the protocol lets a server choose. */
    private static boolean takesJson(@Nullable String accept) {
        return accept == null
                || accept.isBlank()
                || accept.contains(JSON)
                || accept.contains("*/*")
                || accept.contains("application/*")
                || accept.contains("text/event-stream");
    }

    private void refuseMethod(HttpExchange exchange) {
        ByteBuf out = allocator.buffer();
        Envelope.error(
                JsonRpcError.invalidRequest("messages are sent by POST; there are no sessions and no stream here"),
                out);
        HttpResponseWriter writer =
                exchange.reply(405).header("allow", "POST, OPTIONS").header(CONTENT_TYPE, JSON);
        writer.send(Body.of(out));
    }

    private void refuse(HttpExchange exchange, int status, JsonRpcError error) {
        ByteBuf out = allocator.buffer();
        Envelope.error(error, out);
        JsonReply.send(exchange, status, Body.of(out));
    }

    private void receive(HttpExchange exchange, ByteBuf bytes, McpProtocolVersion version) {
        Message message;
        try {
            byte[] json = new byte[bytes.readableBytes()];
            bytes.readBytes(json);
            message = reader.read(json, version);
        } catch (JsonRpcException e) {
            refuse(exchange, 400, e.error());
            return;
        } finally {
            bytes.release();
        }
        if (message instanceof Message.Request request) {
            answer(request, new Responder(exchange, allocator, request.id()));
        } else {
            HttpResponseWriter writer = exchange.reply(202);
            writer.send(Body.empty());
        }
    }

    /** The error of a call that there is no memory for: its message is read as far as its identifier, which keeps nothing. */
    private void refuseForNow(HttpExchange exchange, ByteBuf bytes) {
        byte[] id;
        try {
            id = reader.idOf(bytes);
        } finally {
            bytes.release();
        }
        CallFailure.Overloaded failure = new CallFailure.Overloaded();
        if (id == null) {
            exchange.fail(failure);
        } else {
            new Responder(exchange, allocator, id).refuse(JsonRpcError.internalError(failure.detail()));
        }
    }

    private static void answer(Message.Request request, Responder responder) {
        try {
            request.call().answer(responder);
        } catch (RuntimeException defect) {
            responder.defect(defect);
        }
    }

    /** Waits for the whole message. */
    private final class MessageReceiver implements BodyCollector.Listener {
        private final HttpExchange exchange;
        private final McpProtocolVersion version;

        MessageReceiver(HttpExchange exchange, McpProtocolVersion version) {
            this.exchange = exchange;
            this.version = version;
        }

        /** Reads the message once there is memory for its values. */
        @Override
        public void onCollected(ByteBuf bytes) {
            JsonMemory needed = JsonMemory.of(bytes);
            if (needed.peak() <= LITTLE) {
                receive(exchange, bytes, version);
                return;
            }
            long length = bytes.readableBytes();
            // The bytes are there twice while they are read.
            exchange.memory().hold(2 * length + needed.peak(), new MemoryBudget.Listener() {
                @Override
                public void onReserved() {
                    receive(exchange, bytes, version);
                    exchange.memory().shrinkTo(needed.retained());
                }

                @Override
                public void onExhausted() {
                    refuseForNow(exchange, bytes);
                }
            });
        }

        @Override
        public void onTooLarge(long limit) {
            exchange.fail(new CallFailure.BodyTooLarge(limit));
        }

        /** The transport knows best why, and what to answer. */
        @Override
        public void onFailure(Throwable failure) {
            exchange.fail(
                    failure instanceof CallFailedException failed
                            ? failed.failure()
                            : new CallFailure.MalformedBody("the message did not arrive whole"));
        }
    }
}
