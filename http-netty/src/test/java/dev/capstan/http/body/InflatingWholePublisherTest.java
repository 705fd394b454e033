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
import java.util.Random;
import java.util.concurrent.Flow;
import java.util.zip.GZIPOutputStream;

/** Bytes that are there as a whole, and are inflated a slice at a time. What a slice becomes is one piece. */
class InflatingWholePublisherTest extends BodyPublisherContract {
    private static final int SLICE = 2048;

    @Override
    protected Flow.Publisher<ByteBuf> publisher(EventLoop eventLoop, int pieces) {
        return new InflatingBody(
                Body.of(Unpooled.wrappedBuffer(gzip(pieces))),
                ZlibWrapper.GZIP,
                eventLoop,
                Long.MAX_VALUE,
                problem -> new CallFailure.UpstreamUnreadable("api.op", problem));
    }

    /** What hardly gets shorter, so that each slice of it but those of the frame becomes a piece. */
    private static byte[] gzip(int slices) {
        byte[] plain = new byte[Math.max(0, slices * SLICE - SLICE / 2)];
        new Random(slices).nextBytes(plain);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
