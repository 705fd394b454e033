package dev.capstan.adapter.mcp.internal.text;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The end of texts that differ only in how they begin, compressed once. A text becomes one gzip member (RFC 1952), because some clients
 * read no further than the first: its beginning stands in it as it is, in a stored block (RFC 1951), and the blocks of this end follow.
 * Immutable; safe for any thread.
 */
public final class GzipTail {
    /** What a stored block can hold. */
    private static final int LONGEST_BEGINNING = 0xFFFF;

    private static final int OVERHEAD = 10 + 5 + 8;
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};

    private final byte[] plain;
    private final byte[] blocks;

    /** Compresses that end of texts. */
    public GzipTail(byte[] plain) {
        this.plain = plain;
        this.blocks = deflate(plain);
    }

    private static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4 + 64);
            byte[] piece = new byte[8192];
            while (!deflater.finished()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** Whether a text with that beginning can be made. */
    public static boolean takes(ByteBuf beginning) {
        return beginning.readableBytes() <= LONGEST_BEGINNING;
    }

    /**
     * The text with that beginning, which is released, compressed.
     *
     * @param beginning as {@link #takes} takes it
     */
    public ByteBuf after(ByteBuf beginning) {
        try {
            int length = beginning.readableBytes();
            CRC32 sum = new CRC32();
            sum.update(beginning.nioBuffer());
            sum.update(plain);
            return beginning
                    .alloc()
                    .buffer(OVERHEAD + length + blocks.length)
                    .writeBytes(HEADER)
                    // A block that is not the last, and is stored.
                    .writeByte(0)
                    .writeShortLE(length)
                    .writeShortLE(~length)
                    .writeBytes(beginning)
                    .writeBytes(blocks)
                    .writeIntLE((int) sum.getValue())
                    .writeIntLE(length + plain.length);
        } finally {
            beginning.release();
        }
    }
}
