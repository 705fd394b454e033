package dev.capstan.adapter.mcp.internal.streams;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.adapter.mcp.internal.protocol.Envelope;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.Modern;
import dev.capstan.adapter.mcp.internal.protocol.Responder;
import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import tools.jackson.databind.json.JsonMapper;

/** One client that listens. On its event loop. */
final class Subscription implements OpenStream {
    private static final byte[] ACKNOWLEDGED =
            ("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\",\"params\":{"
                            + "\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":")
                    .getBytes(US_ASCII);
    private static final byte[] ACCEPTED = "},\"notifications\":".getBytes(US_ASCII);
    private static final byte[] ACKNOWLEDGED_END = "}}".getBytes(US_ASCII);
    private static final byte[] RESULT =
            "\"resultType\":\"complete\",\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":".getBytes(US_ASCII);

    private final Responder responder;
    private final OpenStreams streams;
    private final Filter accepted;
    private boolean ended;

    private Subscription(Responder responder, OpenStreams streams, Filter accepted) {
        this.responder = responder;
        this.streams = streams;
        this.accepted = accepted;
    }

    /**
     * Begins to listen.
     *
     * @param accepted what will be told
     */
    static void open(Responder responder, OpenStreams streams, Object owner, Filter accepted) {
        if (!responder.channel().takesNotifications()) {
            responder.refuse(JsonRpcError.invalidRequest("notifications are text/event-stream: Accept must allow it"));
            return;
        }
        Subscription subscription = new Subscription(responder, streams, accepted);
        if (!streams.add(subscription, owner)) {
            responder.refuse(JsonRpcError.internalError("too many clients listen; try again later"));
            return;
        }
        responder.onGone(cancelled -> {
            subscription.ended = true;
            streams.remove(subscription);
        });
        ByteBuf out = responder.channel().allocator().buffer();
        out.writeBytes(ACKNOWLEDGED)
                .writeBytes(responder.id())
                .writeBytes(ACCEPTED)
                .writeBytes(accepted.json().getBytes(UTF_8))
                .writeBytes(ACKNOWLEDGED_END);
        responder.channel().send(out);
        responder.channel().keepAlive();
    }

    @Override
    public EventLoop eventLoop() {
        return responder.channel().eventLoop();
    }

    @Override
    public void changed(Change change) {
        if (!ended && accepted.changes().contains(change)) {
            tell(change.method(), "");
        }
    }

    @Override
    public void updated(String uri) {
        if (!ended && accepted.uris().contains(uri)) {
            tell(
                    "notifications/resources/updated",
                    ",\"uri\":" + JsonMapper.shared().writeValueAsString(uri));
        }
    }

    private void tell(String method, String more) {
        ByteBuf out = responder.channel().allocator().buffer();
        out.writeBytes(("{\"jsonrpc\":\"2.0\",\"method\":\"" + method
                                + "\",\"params\":{\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":")
                        .getBytes(US_ASCII))
                .writeBytes(responder.id())
                .writeBytes(("}" + more + "}}").getBytes(UTF_8));
        responder.channel().send(out);
    }

    @Override
    public void end() {
        if (ended) {
            return;
        }
        ended = true;
        streams.remove(this);
        ByteBuf out = responder.channel().allocator().buffer();
        Envelope.beginResult(responder.id(), out);
        out.writeBytes(RESULT).writeBytes(responder.id());
        if (responder.dialect() instanceof Modern modern) {
            out.writeByte(',');
            modern.writeServerInfo(out);
        }
        out.writeByte('}');
        Envelope.end(out);
        responder.channel().reply(200, Body.of(out));
    }
}
