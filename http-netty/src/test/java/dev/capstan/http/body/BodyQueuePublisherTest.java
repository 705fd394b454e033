package dev.capstan.http.body;

import dev.capstan.testkit.body.BodyPublisherContract;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.util.concurrent.Flow;

class BodyQueuePublisherTest extends BodyPublisherContract {
    @Override
    protected Flow.Publisher<ByteBuf> publisher(EventLoop eventLoop, int pieces) {
        BodyQueue queue = new BodyQueue(eventLoop, () -> {});
        for (int i = 0; i < pieces; i++) {
            queue.add(Unpooled.copyInt(i));
        }
        queue.complete();
        return queue;
    }
}
