package dev.capstan.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/**
 * About how much memory a JSON text takes once it is read into values: a few bytes such as {@code [],} become many times as much, and
 * one character beyond Latin-1 doubles a string. Estimated from the bytes, before anything is read.
 *
 * @param peak while it is being read, the text's own bytes apart
 * @param retained by its values, once it has been read
 */
public record JsonMemory(long peak, long retained) {
    /** For what one structural character stands: an entry of an object, or an element of an array, with its value. */
    private static final long PER_ELEMENT = 96;

    /** Estimates it; the buffer's indexes do not change. */
    public static JsonMemory of(ByteBuf text) {
        Scan scan = new Scan();
        text.forEachByte(scan);
        long length = text.readableBytes();
        long retained = scan.elements * PER_ELEMENT + (scan.wide ? 2 * length : length);
        // A long string is there three times while it is put together.
        return new JsonMemory(retained + scan.longest * (scan.wide ? 6 : 3), retained);
    }

    private static final class Scan implements ByteProcessor {
        private long elements;
        private long run;
        private long longest;
        private boolean wide;

        @Override
        public boolean process(byte b) {
            switch (b) {
                case '[', '{', ',', ':' -> elements++;
                case '"' -> {
                    longest = Math.max(longest, run);
                    run = -1;
                }
                default -> wide |= (b & 0xFF) >= 0xC4;
            }
            run++;
            return true;
        }
    }
}
