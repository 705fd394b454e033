package dev.capstan.adapter.mcp.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.capstan.adapter.mcp.internal.protocol.ClientSession;
import dev.capstan.adapter.mcp.internal.streams.Change;
import dev.capstan.adapter.mcp.internal.streams.OpenStream;
import dev.capstan.adapter.mcp.internal.streams.OpenStreams;
import dev.capstan.adapter.mcp.internal.text.JsonTextEscaper;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.transport.HttpExchange;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;

/** A client of a version with a handshake that keeps a stream open by GET: some take a server without one for broken. */
final class ListeningClient implements OpenStream {
    private final HttpReplyChannel channel;

    private ListeningClient(HttpReplyChannel channel) {
        this.channel = channel;
    }

    static void begin(HttpReplyChannel channel, HttpExchange exchange, OpenStreams streams, Object owner) {
        ListeningClient client = new ListeningClient(channel);
        if (!streams.add(client, owner)) {
            exchange.fail(new CallFailure.Overloaded());
            return;
        }
        exchange.onEnd(end -> streams.remove(client));
        channel.keepAlive();
        channel.events().comment();
    }

    @Override
    public EventLoop eventLoop() {
        return channel.eventLoop();
    }

    @Override
    public void changed(Change change) {
        channel.send(change.notification(channel.allocator()));
    }

    @Override
    public void updated(String uri) {
        ClientSession session = channel.session();
        if (session != null && session.isSubscribed(uri)) {
            ByteBuf out = channel.allocator().buffer();
            out.writeBytes("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":\""
                    .getBytes(US_ASCII));
            JsonTextEscaper.write(uri, out);
            out.writeBytes("\"}}".getBytes(US_ASCII));
            channel.send(out);
        }
    }

    @Override
    public void end() {
        channel.events().end(Body.empty());
    }
}
