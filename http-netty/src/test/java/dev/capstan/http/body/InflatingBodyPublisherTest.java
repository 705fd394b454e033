package dev.capstan.http.body;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.testkit.body.BodyPublisherContract;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.compression.ZlibWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Flow;
import java.util.zip.GZIPOutputStream;

/** Bytes that are inflated as they come, each flushed piece of them to one piece. */
class InflatingBodyPublisherTest extends BodyPublisherContract {
    @Override
    protected Flow.Publisher<ByteBuf> publisher(EventLoop eventLoop, int pieces) {
        BodyQueue compressed = new BodyQueue(eventLoop, () -> {});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes, true)) {
            for (int i = 0; i < pieces; i++) {
                out.write(i);
                out.flush();
                compressed.add(Unpooled.copiedBuffer(bytes.toByteArray()));
                bytes.reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        compressed.add(Unpooled.copiedBuffer(bytes.toByteArray()));
        compressed.complete();
        return new InflatingBody(
                new Body.Stream(-1, compressed),
                ZlibWrapper.GZIP,
                eventLoop,
                Long.MAX_VALUE,
                problem -> new CallFailure.UpstreamUnreadable("api.op", problem));
    }
}
