package dev.capstan.adapter.mcp.internal.text;

import io.netty.buffer.ByteBuf;

/**
 * Writes the bytes of a body as the inside of a JSON string, as they pass. What is written is valid at every moment; what cannot be
 * written yet is held back. One use, one thread.
 */
public interface BodyEncoder {
    /** Writes to that buffer from now on. The one before is complete. */
    void writeTo(ByteBuf out);

    /**
     * Writes some bytes; does not change the indexes of its input, nor releases it.
     *
     * @return whether they can be written so far; when not, everything before the first wrong one was written
     */
    boolean write(ByteBuf in);

    /**
     * Writes what was held back, at the end of the body.
     *
     * @return whether the body ended where it may
     */
    boolean finish();
}
