package dev.capstan.consumer.http;

import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as it goes on the wire.
 *
 * @param bytes owned by whoever holds this; null when there are none or they stream
 * @param stream owned likewise; null when there is none
 * @param mediaType null leaves Content-Type out
 */
record EncodedBody(
        @Nullable ByteBuf bytes,
        Body.@Nullable Stream stream,
        @Nullable String mediaType) {
    static final EncodedBody NONE = new EncodedBody(null, null, null);

    /** The number of bytes, -1 when it is not known before the end. */
    long length() {
        return stream != null ? stream.size() : bytes == null ? 0 : bytes.readableBytes();
    }

    boolean isPresent() {
        return bytes != null || stream != null;
    }

    void release() {
        if (bytes != null) {
            bytes.release();
        }
        if (stream != null) {
            stream.discard();
        }
    }
}
