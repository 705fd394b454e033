package dev.capstan.adapter.mcp.internal.protocol;

import dev.capstan.adapter.mcp.internal.text.GzipTail;
import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Answers one request, in its dialect. On the channel's event loop. */
public final class Responder {
    private static final int ROOM = 512;

    private final ReplyChannel channel;
    private final Message.Request request;

    /** What answers that request over that channel. */
    public Responder(ReplyChannel channel, Message.Request request) {
        this.channel = channel;
        this.request = request;
    }

    /** Where the answer goes. */
    public ReplyChannel channel() {
        return channel;
    }

    /** The request's identifier, as JSON. */
    public byte[] id() {
        return request.id();
    }

    /** What the request says of itself. */
    public RequestMeta meta() {
        return request.meta();
    }

    /** The request's dialect. */
    public Dialect dialect() {
        return request.dialect();
    }

    /**
     * To be told when nobody waits for the answer any more; told is whether the request is to be given up, as its version
     * understands it.
     */
    public void onGone(ReplyChannel.GoneListener listener) {
        boolean disconnectCancels = request.dialect().disconnectCancels();
        channel.onGone(cancelled -> listener.onGone(cancelled || disconnectCancels));
    }

    /** Answers with a result, given as the JSON of its members without the braces. */
    public void result(byte[] members, Freshness freshness) {
        send(begin(members.length, freshness).writeBytes(members));
    }

    /**
     * As {@link #result(byte[], Freshness)}, compressed where the client takes that.
     *
     * @param compressed what {@link Envelope#compressed} made of the members; null where that is not worth it
     */
    public void result(byte[] members, @Nullable GzipTail compressed, Freshness freshness) {
        if (compressed != null && channel.takesGzip()) {
            ByteBuf beginning = begin(0, freshness);
            if (GzipTail.takes(beginning)) {
                channel.replyCompressed(Body.of(compressed.after(beginning)));
                return;
            }
            beginning.release();
        }
        result(members, freshness);
    }

    /** Answers with an error of the protocol. */
    public void refuse(JsonRpcError error) {
        ByteBuf out = channel.allocator().buffer();
        Envelope.error(request.id(), error, out);
        channel.reply(
                error.status() == 400 && !(request.dialect() instanceof Modern) ? 200 : error.status(), Body.of(out));
    }

    /** Ends the request because of a defect of this software, which goes to the log. */
    public void defect(Throwable defect) {
        channel.defect(defect);
    }

    /**
     * Begins a result: what the buffer is given next are the members of the result. Then {@link #send} it.
     *
     * @param size about how many bytes the result has
     */
    public ByteBuf begin(int size, Freshness freshness) {
        ByteBuf out = channel.allocator().buffer(Envelope.sizeOfResult(request.id()) + size + ROOM);
        Envelope.beginResult(request.id(), out);
        request.dialect().beginResult(freshness, out);
        return out;
    }

    /** Answers with a result that {@link #begin} began; takes the buffer over. */
    public void send(ByteBuf out) {
        Envelope.end(out);
        channel.reply(200, Body.of(out));
    }

    /** Answers with a reply that is written as it comes, its envelope included. */
    public void send(Body.Stream reply) {
        channel.reply(200, reply);
    }
}
