package dev.capstan.adapter.mcp.internal.content;

import dev.capstan.adapter.mcp.internal.text.BodyEncoder;
import io.netty.buffer.ByteBuf;

/** Writes content up to a limit, as it comes to be with its escapes: a model gets no more, whatever the upstream sends. One use. */
public final class LimitedContent {
    /** The bytes that one byte may become. */
    private static final int LONGEST_ESCAPE = 6;

    private final BodyEncoder encoder;
    private long left;

    /** {@code limit} is the most bytes that are written. */
    public LimitedContent(BodyEncoder encoder, long limit) {
        this.encoder = encoder;
        this.left = limit;
    }

    /**
     * Writes what there is room for; the rest stays readable.
     *
     * @param bytes its reader index moves
     * @param out where the encoder writes to
     * @return whether the bytes could be written so far; see {@link BodyEncoder#write}
     */
    public boolean write(ByteBuf bytes, ByteBuf out) {
        boolean valid = true;
        while (valid && bytes.isReadable() && left >= LONGEST_ESCAPE) {
            int begin = out.writerIndex();
            valid = encoder.write(bytes.readSlice((int) Math.min(bytes.readableBytes(), left / LONGEST_ESCAPE)));
            left -= out.writerIndex() - begin;
        }
        return valid;
    }
}
