package dev.capstan.adapter.mcp.internal.http;

import dev.capstan.adapter.mcp.internal.protocol.Batch;
import dev.capstan.adapter.mcp.internal.protocol.Dialect;
import dev.capstan.adapter.mcp.internal.protocol.Envelope;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.Message;
import dev.capstan.adapter.mcp.internal.protocol.RequestHeaders;
import dev.capstan.adapter.mcp.internal.protocol.Responder;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.JsonMemory;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.transport.HttpExchange;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Waits for the whole message of a request, and has it answered. One use. */
final class MessageReceiver implements BodyCollector.Listener {
    /** What a message's values may take in memory without a share of what all calls may hold. */
    private static final long LITTLE = 4096;

    private final McpEndpoint endpoint;
    private final HttpExchange exchange;
    private final RequestHeaders headers;
    private final HttpReplyChannel channel;

    MessageReceiver(McpEndpoint endpoint, HttpExchange exchange, RequestHeaders headers, HttpReplyChannel channel) {
        this.endpoint = endpoint;
        this.exchange = exchange;
        this.headers = headers;
        this.channel = channel;
    }

    /** Reads the message once there is memory for its values. */
    @Override
    public void onCollected(ByteBuf bytes) {
        JsonMemory needed = JsonMemory.of(bytes);
        if (needed.peak() <= LITTLE) {
            receive(bytes);
            return;
        }
        long length = bytes.readableBytes();
        // The bytes are there twice while they are read.
        exchange.memory().hold(2 * length + needed.peak(), new MemoryBudget.Listener() {
            @Override
            public void onReserved() {
                receive(bytes);
                exchange.memory().shrinkTo(needed.retained());
            }

            @Override
            public void onExhausted() {
                refuseForNow(bytes);
            }
        });
    }

    private void receive(ByteBuf bytes) {
        Message message;
        byte @Nullable [] id = null;
        try {
            Dialect assumed = endpoint.dialects().of(headers);
            if (assumed == null) {
                id = endpoint.reader().idOf(bytes);
                throw new JsonRpcException(endpoint.dialects().unsupported());
            }
            byte[] json = new byte[bytes.readableBytes()];
            bytes.getBytes(bytes.readerIndex(), json);
            message = endpoint.reader().read(json, assumed, headers);
        } catch (JsonRpcException e) {
            refuse(id, e.error());
            return;
        } finally {
            bytes.release();
        }
        if (message instanceof Message.Request request) {
            answer(request, channel);
        } else if (message instanceof Message.Batch batch && Batch.isAnswered(batch.messages())) {
            answer(batch);
        } else {
            if (message instanceof Message.Response response) {
                endpoint.answered(response);
            }
            exchange.reply(202).send(Body.empty());
        }
    }

    private void refuse(byte @Nullable [] id, JsonRpcError error) {
        if (id == null) {
            endpoint.refuse(exchange, 400, error);
            return;
        }
        ByteBuf out = endpoint.allocator().buffer();
        Envelope.error(id, error, out);
        HttpReplyChannel.sendJson(exchange, 400, Body.of(out));
    }

    private static void answer(Message.Request request, HttpReplyChannel channel) {
        Responder responder = new Responder(channel, request);
        try {
            request.call().answer(responder);
        } catch (RuntimeException defect) {
            responder.defect(defect);
        }
    }

    private void answer(Message.Batch batch) {
        exchange.memory().hold(Batch.MOST_BYTES, new MemoryBudget.Listener() {
            @Override
            public void onReserved() {
                Batch.answer(channel, batch.messages());
            }

            @Override
            public void onExhausted() {
                exchange.fail(new CallFailure.Overloaded());
            }
        });
    }

    /** The error of a call that there is no memory for: its message is read as far as its identifier, which keeps nothing. */
    private void refuseForNow(ByteBuf bytes) {
        byte[] id;
        try {
            id = endpoint.reader().idOf(bytes);
        } finally {
            bytes.release();
        }
        CallFailure.Overloaded failure = new CallFailure.Overloaded();
        if (id == null) {
            exchange.fail(failure);
        } else {
            ByteBuf out = endpoint.allocator().buffer();
            Envelope.error(id, JsonRpcError.internalError(failure.detail()), out);
            HttpReplyChannel.sendJson(exchange, 200, Body.of(out));
        }
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
