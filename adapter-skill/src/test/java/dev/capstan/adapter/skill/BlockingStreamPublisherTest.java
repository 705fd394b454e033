package dev.capstan.adapter.skill;

import dev.capstan.testkit.body.BodyPublisherContract;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class BlockingStreamPublisherTest extends BodyPublisherContract {
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    @AfterEach
    void stopReading() {
        executor.shutdown();
    }

    @Override
    protected Flow.Publisher<ByteBuf> publisher(EventLoop eventLoop, int pieces) {
        BlockingStream.Source source = new BlockingStream.Source() {
            private int left = pieces;

            @Override
            public @Nullable ByteBuf next() {
                return left-- > 0 ? Unpooled.copyInt(left) : null;
            }

            @Override
            public void close() {}
        };
        return new BlockingStream(source, eventLoop, executor);
    }
}
