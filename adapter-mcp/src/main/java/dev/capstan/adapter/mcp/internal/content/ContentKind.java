package dev.capstan.adapter.mcp.internal.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.adapter.mcp.internal.text.Base64Encoder;
import dev.capstan.adapter.mcp.internal.text.BodyEncoder;
import dev.capstan.adapter.mcp.internal.text.JsonTextEscaper;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A kind of content that an upstream's bytes become as they pass: text, an image, a sound, or a blob. */
public final class ContentKind {
    private static final byte[] END = "\"}".getBytes(UTF_8);
    private static final byte[] END_OF_BLOB = "\"}}".getBytes(UTF_8);
    private static final ContentKind TEXT =
            new ContentKind("{\"type\":\"text\",\"text\":\"".getBytes(UTF_8), END, false);

    private final byte[] begin;
    private final byte[] end;
    private final boolean isBinary;

    private ContentKind(byte[] begin, byte[] end, boolean isBinary) {
        this.begin = begin;
        this.end = end;
        this.isBinary = isBinary;
    }

    /**
     * The kind for answers of that Content-Type.
     *
     * @param contentType as the upstream sent it; null when it did not
     * @param blobUri what an answer is called that is neither text, an image nor a sound
     */
    public static ContentKind of(@Nullable String contentType, String blobUri) {
        String type = MediaTypes.essence(contentType);
        if (type == null || !MediaTypes.isBinary(type)) {
            return TEXT;
        }
        String mimeType = "\"mimeType\":" + JsonMapper.shared().writeValueAsString(type);
        if (type.startsWith("image/") || type.startsWith("audio/")) {
            String kind = type.substring(0, type.indexOf('/'));
            return new ContentKind(
                    ("{\"type\":\"" + kind + "\"," + mimeType + ",\"data\":\"").getBytes(UTF_8), END, true);
        }
        return new ContentKind(
                ("{\"type\":\"resource\",\"resource\":{\"uri\":"
                                + JsonMapper.shared().writeValueAsString(blobUri) + "," + mimeType + ",\"blob\":\"")
                        .getBytes(UTF_8),
                END_OF_BLOB,
                true);
    }

    /** Plain text. */
    public static ContentKind text() {
        return TEXT;
    }

    /** Whether it is text. */
    public boolean isText() {
        return !isBinary;
    }

    /** Writes what stands before the bytes. */
    void begin(ByteBuf out) {
        out.writeBytes(begin);
    }

    /** Writes what stands behind them. */
    void end(ByteBuf out) {
        out.writeBytes(end);
    }

    /** What writes the bytes, to that buffer at first. */
    BodyEncoder encoder(ByteBuf out) {
        return isBinary ? new Base64Encoder(out) : new JsonTextEscaper(out);
    }
}
