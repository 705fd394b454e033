package dev.capstan.adapter.mcp.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.capstan.engine.exchange.Body;
import dev.capstan.http.body.BodyQueue;
import dev.capstan.testkit.body.BodyPublisherContract;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.concurrent.Flow;

/** A reply that comes in pieces, between the beginning and the end of its event. */
class EventStreamTailPublisherTest extends BodyPublisherContract {
    private static final int FRAME = 2;

    @Override
    protected Flow.Publisher<ByteBuf> publisher(EventLoop eventLoop, int pieces) {
        BodyQueue reply = new BodyQueue(eventLoop, () -> {});
        for (int i = FRAME; i < pieces; i++) {
            reply.add(Unpooled.copiedBuffer("0", US_ASCII));
        }
        reply.complete();
        EventStream stream = new EventStream(UnpooledByteBufAllocator.DEFAULT);
        stream.end(new Body.Stream(-1, reply));
        return stream;
    }

    @Override
    protected int fewestPieces() {
        return FRAME;
    }
}
