package dev.capstan.adapter.mcp;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.transport.HttpExchange;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;

/** Answers one request. */
final class Responder {
    private final HttpExchange exchange;
    private final ByteBufAllocator allocator;
    private final byte[] id;

    Responder(HttpExchange exchange, ByteBufAllocator allocator, byte[] id) {
        this.exchange = exchange;
        this.allocator = allocator;
        this.id = id;
    }

    /** Where everything of this request happens. */
    EventLoop eventLoop() {
        return exchange.eventLoop();
    }

    /** What travels with the calls that this request leads to. */
    CallContext callContext() {
        return exchange.callContext();
    }

    /** To be told when the client has gone before the reply's end. */
    void onClientGone(Runnable listener) {
        exchange.onClientGone(listener);
    }

    /** Answers with a result, given as JSON. */
    void result(byte[] json) {
        send(begin(json.length).writeBytes(json));
    }

    /** Answers with a tool's result that says what went wrong. */
    void toolError(String failure) {
        ByteBuf out = begin(failure.length() + 64);
        ToolResult.error(failure, out);
        send(out);
    }

    /** Answers with an error of the protocol. */
    void refuse(JsonRpcError error) {
        ByteBuf out = allocator.buffer();
        Envelope.error(id, error, out);
        JsonReply.send(exchange, 200, Body.of(out));
    }

    /** Ends the exchange because of a defect of this software, which goes to the log. */
    void defect(RuntimeException defect) {
        exchange.failUnexpectedly(defect);
    }

    /**
     * Begins a result: what the buffer is given next is the result's JSON. Then {@link #send} it.
     *
     * @param size about how many bytes the result has
     */
    ByteBuf begin(int size) {
        ByteBuf out = allocator.buffer(Envelope.sizeOfResult(id) + size);
        Envelope.beginResult(id, out);
        return out;
    }

    /** Answers with a result that {@link #begin} began; takes the buffer over. */
    void send(ByteBuf out) {
        Envelope.end(out);
        JsonReply.send(exchange, 200, Body.of(out));
    }

    /** Answers with a result that is written as it comes, its envelope included. */
    void send(EscapedTextStream stream) {
        JsonReply.send(exchange, 200, new Body.Stream(-1, stream));
    }
}
