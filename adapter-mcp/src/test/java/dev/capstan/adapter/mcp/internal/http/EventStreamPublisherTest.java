package dev.capstan.adapter.mcp.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.capstan.engine.exchange.Body;
import dev.capstan.testkit.body.BodyPublisherContract;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.concurrent.Flow;

/** Events, and the reply at the end. */
class EventStreamPublisherTest extends BodyPublisherContract {
    private static ByteBuf message() {
        return Unpooled.copiedBuffer("{}", US_ASCII);
    }

    @Override
    protected Flow.Publisher<ByteBuf> publisher(EventLoop eventLoop, int pieces) {
        EventStream stream = new EventStream(UnpooledByteBufAllocator.DEFAULT);
        for (int i = 1; i < pieces; i++) {
            stream.event(message());
        }
        stream.end(Body.of(message()));
        return stream;
    }

    @Override
    protected int fewestPieces() {
        return 1;
    }
}
