package dev.capstan.consumer.http.internal.request;

import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as it goes on the wire.
 *
 * @param bytes owned by whoever holds this; null when there are none or they stream
 * @param stream owned likewise; null when there is none
 * @param mediaType null leaves Content-Type out
 */
public record EncodedBody(
        @Nullable ByteBuf bytes,
        Body.@Nullable Stream stream,
        @Nullable String mediaType) {
    static final EncodedBody NONE = new EncodedBody(null, null, null);

    private static final byte[] CONTENT_LENGTH = "Content-Length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "Transfer-Encoding: chunked\r\n".getBytes(StandardCharsets.US_ASCII);

    /** The caller's bytes as they are. */
    static EncodedBody of(Body body, @Nullable String mediaType) {
        if (body instanceof Body.Whole whole) {
            return new EncodedBody(whole.bytes(), null, mediaType);
        }
        return new EncodedBody(null, body instanceof Body.Stream stream ? stream : null, mediaType);
    }

    /** The number of bytes, -1 when it is not known before the end. */
    public long length() {
        return stream != null ? stream.size() : bytes == null ? 0 : bytes.readableBytes();
    }

    boolean isPresent() {
        return bytes != null || stream != null;
    }

    /**
     * Writes how the body is delimited (RFC 9112, section 6).
     *
     * @param isExpected whether a request without a body has to say so
     */
    void writeFraming(boolean isExpected, ByteBuf head) {
        if (length() < 0) {
            head.writeBytes(CHUNKED);
        } else if (isExpected || isPresent()) {
            head.writeBytes(CONTENT_LENGTH);
            ByteBufUtil.writeAscii(head, Long.toString(length()));
            head.writeByte('\r').writeByte('\n');
        }
    }

    /** Releases it unread. */
    public void release() {
        if (bytes != null) {
            bytes.release();
        }
        if (stream != null) {
            stream.discard();
        }
    }
}
