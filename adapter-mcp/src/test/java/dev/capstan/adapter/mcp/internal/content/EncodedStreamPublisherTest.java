package dev.capstan.adapter.mcp.internal.content;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.capstan.http.body.BodyQueue;
import dev.capstan.testkit.body.BodyPublisherContract;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.util.concurrent.Flow;

/** A result's content, each piece of it for one of the upstream's, and the result's end. */
class EncodedStreamPublisherTest extends BodyPublisherContract {
    @Override
    protected Flow.Publisher<ByteBuf> publisher(EventLoop eventLoop, int pieces) {
        BodyQueue source = new BodyQueue(eventLoop, () -> {});
        for (int i = 1; i < pieces; i++) {
            source.add(Unpooled.copiedBuffer("text", US_ASCII));
        }
        source.complete();
        return new EncodedStream(
                source,
                Unpooled.copiedBuffer("{\"content\":[", US_ASCII),
                ContentKind.text(),
                new FailureText("tool", null),
                200,
                Long.MAX_VALUE);
    }

    @Override
    protected int fewestPieces() {
        return 1;
    }
}
