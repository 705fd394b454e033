package dev.capstan.adapter.mcp.internal.http;

import dev.capstan.adapter.mcp.internal.protocol.ClientSession;
import dev.capstan.adapter.mcp.internal.protocol.McpProtocolVersion;
import dev.capstan.adapter.mcp.internal.protocol.ReplyChannel;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.exchange.MemoryReservation;
import dev.capstan.transport.HttpExchange;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The reply to one HTTP request: a JSON message, or an event stream once something goes before it. */
final class HttpReplyChannel implements ReplyChannel {
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
    private static final AsciiString JSON = AsciiString.cached("application/json");
    private static final AsciiString ACCEPT_ENCODING = AsciiString.cached("accept-encoding");
    private static final AsciiString CONTENT_ENCODING = AsciiString.cached("content-encoding");
    private static final AsciiString GZIP = AsciiString.cached("gzip");
    private static final AsciiString EVENTS = AsciiString.cached("text/event-stream");
    private static final AsciiString CACHE_CONTROL = AsciiString.cached("cache-control");
    private static final AsciiString NO_CACHE = AsciiString.cached("no-cache, no-transform");
    /** Proxies would gather the events. */
    private static final AsciiString BUFFERING = AsciiString.cached("x-accel-buffering");

    private static final AsciiString NO = AsciiString.cached("no");
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final HttpExchange exchange;
    private final ByteBufAllocator allocator;
    private final boolean takesEvents;
    private final @Nullable Sessions sessions;
    private final @Nullable ClientSession session;
    private @Nullable EventStream events;
    private @Nullable Future<?> keepAlive;
    private boolean replied;

    /**
     * @param sessions where a handshake begins one; null where nothing is kept
     * @param session the client's; null when it has none
     */
    HttpReplyChannel(
            HttpExchange exchange,
            ByteBufAllocator allocator,
            boolean takesEvents,
            @Nullable Sessions sessions,
            @Nullable ClientSession session) {
        this.sessions = sessions;
        this.session = session;
        this.exchange = exchange;
        this.allocator = allocator;
        this.takesEvents = takesEvents;
    }

    /** Sends a whole JSON message, and takes it over. Only to requests whose origin may see it. */
    static void sendJson(HttpExchange exchange, int status, Body message) {
        exchange.reply(status).header(CONTENT_TYPE, JSON).send(message);
    }

    @Override
    public EventLoop eventLoop() {
        return exchange.eventLoop();
    }

    @Override
    public CallContext callContext() {
        return exchange.callContext();
    }

    @Override
    public ByteBufAllocator allocator() {
        return allocator;
    }

    @Override
    public MemoryReservation memory() {
        return exchange.memory();
    }

    @Override
    public void onGone(GoneListener listener) {
        exchange.onClientGone(() -> {
            stopKeepAlive();
            listener.onGone(false);
        });
    }

    @Override
    public boolean takesNotifications() {
        return takesEvents;
    }

    @Override
    public void send(ByteBuf notification) {
        if (replied || !takesEvents) {
            notification.release();
        } else {
            events().event(notification);
        }
    }

    /** The stream, whose head leaves with its first use. */
    EventStream events() {
        if (events == null) {
            events = new EventStream(allocator);
            exchange.reply(200)
                    .header(CONTENT_TYPE, EVENTS)
                    .header(CACHE_CONTROL, NO_CACHE)
                    .header(BUFFERING, NO)
                    .send(new Body.Stream(-1, events));
        }
        return events;
    }

    @Override
    public void keepAlive() {
        EventStream stream = events();
        keepAlive = eventLoop()
                .scheduleWithFixedDelay(stream::comment, KEEP_ALIVE_SECONDS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        exchange.onEnd(end -> stopKeepAlive());
        exchange.detach();
    }

    private void stopKeepAlive() {
        if (keepAlive != null) {
            keepAlive.cancel(false);
            keepAlive = null;
        }
    }

    @Override
    public void reply(int status, Body message) {
        if (replied) {
            message.discard();
            return;
        }
        replied = true;
        if (events == null) {
            sendJson(exchange, status, message);
        } else {
            events.end(message);
        }
    }

    @Override
    public boolean takesGzip() {
        return events == null && Accepted.takesGzip(exchange.headers().getAll(ACCEPT_ENCODING));
    }

    @Override
    public void replyCompressed(Body message) {
        if (replied) {
            message.discard();
            return;
        }
        replied = true;
        exchange.reply(200)
                .header(CONTENT_TYPE, JSON)
                .header(CONTENT_ENCODING, GZIP)
                .send(message);
    }

    @Override
    public void defect(Throwable defect) {
        exchange.failUnexpectedly(defect);
    }

    @Override
    public HeaderFields fields() {
        return exchange.headers();
    }

    @Override
    public @Nullable ClientSession session() {
        return session;
    }

    @Override
    public void agreed(McpProtocolVersion version) {
        // The oldest version's clients know no sessions.
        if (sessions != null && version != McpProtocolVersion.V2024_11_05) {
            exchange.responseField(McpEndpoint.SESSION, sessions.begin());
        }
    }
}
