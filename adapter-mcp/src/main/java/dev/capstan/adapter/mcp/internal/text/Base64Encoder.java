package dev.capstan.adapter.mcp.internal.text;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Base64;

/** Turns bytes into base64 (RFC 4648, section 4, with padding) as they pass. Any bytes can be written. */
public final class Base64Encoder implements BodyEncoder {
    /** A multiple of three, so that no padding stands between two pieces. */
    private static final int PIECE = 3 * 1024;

    private final byte[] held = new byte[PIECE];
    private int heldCount;
    private ByteBuf out;

    /** An encoder that writes to that buffer. */
    public Base64Encoder(ByteBuf out) {
        this.out = out;
    }

    /** The base64 form of a whole body, written behind what the buffer holds. */
    public static void write(ByteBuf in, ByteBuf out) {
        Base64Encoder encoder = new Base64Encoder(out);
        encoder.write(in);
        encoder.finish();
    }

    @Override
    public void writeTo(ByteBuf out) {
        this.out = out;
    }

    @Override
    public boolean write(ByteBuf in) {
        int index = in.readerIndex();
        int end = in.writerIndex();
        while (index < end) {
            int taken = Math.min(end - index, PIECE - heldCount);
            in.getBytes(index, held, heldCount, taken);
            heldCount += taken;
            index += taken;
            if (heldCount == PIECE) {
                out.writeBytes(Base64.getEncoder().encode(held));
                heldCount = 0;
            }
        }
        return true;
    }

    @Override
    public boolean finish() {
        byte[] rest = Arrays.copyOf(held, heldCount);
        heldCount = 0;
        out.writeBytes(Base64.getEncoder().encode(rest));
        return true;
    }
}
