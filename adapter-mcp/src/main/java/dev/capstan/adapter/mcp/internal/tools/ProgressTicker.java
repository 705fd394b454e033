package dev.capstan.adapter.mcp.internal.tools;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.capstan.adapter.mcp.internal.protocol.ReplyChannel;
import dev.capstan.adapter.mcp.internal.protocol.Responder;
import dev.capstan.adapter.mcp.internal.text.JsonTextEscaper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells a client that waits for a long call that it goes on: clients give up after a time in which they hear nothing. Only clients that ask
 * for progress are told. On the channel's event loop.
 */
final class ProgressTicker {
    private static final int SECONDS = 10;
    private static final byte[] BEGIN =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":"
                    .getBytes(US_ASCII);
    private static final byte[] PROGRESS = ",\"progress\":".getBytes(US_ASCII);
    private static final byte[] MESSAGE = ",\"message\":\"".getBytes(US_ASCII);
    private static final byte[] END = "\"}}".getBytes(US_ASCII);

    private final ReplyChannel channel;
    private final byte[] token;
    private final String message;
    private @Nullable Future<?> next;
    private int seconds;

    private ProgressTicker(ReplyChannel channel, byte[] token, String message) {
        this.channel = channel;
        this.token = token;
        this.message = message;
    }

    /** Begins to tell; null where nobody wants to know. */
    static @Nullable ProgressTicker start(Responder responder, String message) {
        byte[] token = responder.meta().progressToken();
        if (token == null || !responder.channel().takesNotifications()) {
            return null;
        }
        ProgressTicker ticker = new ProgressTicker(responder.channel(), token, message);
        ticker.next = responder
                .channel()
                .eventLoop()
                .scheduleWithFixedDelay(ticker::tell, SECONDS, SECONDS, TimeUnit.SECONDS);
        return ticker;
    }

    private void tell() {
        seconds += SECONDS;
        ByteBuf out = channel.allocator().buffer();
        out.writeBytes(BEGIN).writeBytes(token).writeBytes(PROGRESS);
        ByteBufUtil.writeAscii(out, Integer.toString(seconds));
        out.writeBytes(MESSAGE);
        JsonTextEscaper.write(message, out);
        channel.send(out.writeBytes(END));
    }

    /** Ends it. */
    void stop() {
        if (next != null) {
            next.cancel(false);
        }
    }
}
