package dev.capstan.adapter.mcp.internal.resources;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.capstan.adapter.mcp.internal.content.FailureText;
import dev.capstan.adapter.mcp.internal.content.LimitedContent;
import dev.capstan.adapter.mcp.internal.content.MediaTypes;
import dev.capstan.adapter.mcp.internal.protocol.Freshness;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.Responder;
import dev.capstan.adapter.mcp.internal.text.Base64Encoder;
import dev.capstan.adapter.mcp.internal.text.JsonTextEscaper;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Writes what a resource holds: as text where it is text, else as a blob. */
final class ResourceContents {
    private static final byte[] BEGIN = "\"contents\":[{\"uri\":\"".getBytes(US_ASCII);
    private static final byte[] MIME_TYPE = "\",\"mimeType\":\"".getBytes(US_ASCII);
    private static final byte[] TEXT = "\",\"text\":\"".getBytes(US_ASCII);
    private static final byte[] BLOB = "\",\"blob\":\"".getBytes(US_ASCII);
    private static final byte[] END = "\"}]".getBytes(US_ASCII);

    private ResourceContents() {}

    /**
     * Answers with those bytes, which are released.
     *
     * @param uri as the client asked for it
     * @param mimeType null when nobody says
     * @param limit the most bytes of the content as it is written
     * @param failureText says that they are more
     */
    static void send(
            Responder responder,
            String uri,
            @Nullable String mimeType,
            ByteBuf bytes,
            long limit,
            FailureText failureText) {
        try {
            int size = bytes.readableBytes();
            ByteBuf out = responder.begin(size + (size >> 1) + 2 * uri.length() + 128, Freshness.NOW);
            int before = out.writerIndex();
            begin(uri, mimeType, TEXT, out);
            ByteBuf left = bytes.duplicate();
            JsonTextEscaper escaper = new JsonTextEscaper(out);
            boolean isText = !MediaTypes.isBinary(MediaTypes.essence(mimeType))
                    && new LimitedContent(escaper, limit).write(left, out)
                    && (left.isReadable() || escaper.finish());
            if (!isText) {
                out.writerIndex(before);
                begin(uri, mimeType, BLOB, out);
                left = bytes.duplicate();
                Base64Encoder encoder = new Base64Encoder(out);
                new LimitedContent(encoder, limit).write(left, out);
                encoder.finish();
            }
            if (left.isReadable()) {
                out.release();
                responder.refuse(JsonRpcError.internalError(failureText.tooLong(limit)));
            } else {
                responder.send(out.writeBytes(END));
            }
        } finally {
            bytes.release();
        }
    }

    private static void begin(String uri, @Nullable String mimeType, byte[] member, ByteBuf out) {
        out.writeBytes(BEGIN);
        JsonTextEscaper.write(uri, out);
        if (mimeType != null) {
            out.writeBytes(MIME_TYPE);
            JsonTextEscaper.write(mimeType, out);
        }
        out.writeBytes(member);
    }
}
