package dev.capstan.adapter.mcp.internal.resources;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.capstan.adapter.mcp.internal.content.MediaTypes;
import dev.capstan.adapter.mcp.internal.protocol.Freshness;
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
     */
    static void send(Responder responder, String uri, @Nullable String mimeType, ByteBuf bytes) {
        try {
            int size = bytes.readableBytes();
            ByteBuf out = responder.begin(size + (size >> 1) + 2 * uri.length() + 128, Freshness.NOW);
            int before = out.writerIndex();
            begin(uri, mimeType, TEXT, out);
            JsonTextEscaper escaper = new JsonTextEscaper(out);
            if (MediaTypes.isBinary(MediaTypes.essence(mimeType)) || !escaper.write(bytes) || !escaper.finish()) {
                out.writerIndex(before);
                begin(uri, mimeType, BLOB, out);
                Base64Encoder.write(bytes, out);
            }
            responder.send(out.writeBytes(END));
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
