package dev.capstan.adapter.mcp.internal.text;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Turns UTF-8 bytes into the inside of a JSON string (RFC 8259, section 7) as they pass, and refuses bytes that are not
 * UTF-8 (RFC 3629). The input may be cut anywhere, also within a character. What is written is valid at every moment: a
 * character whose last byte has not come yet is held back.
 *
 * <p>One use, one thread.
 */
public final class JsonTextEscaper implements BodyEncoder {
    /** Room for a word, and an escape or a character behind it. */
    private static final int ROOM = 24;

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    private ByteBuf out;
    private ByteBuffer target;
    private int at;

    /** The first bytes of a character that is not whole yet, the first in the lowest byte. */
    private int held;

    private int heldCount;

    /** An escaper that writes to that buffer. */
    public JsonTextEscaper(ByteBuf out) {
        this.out = out;
        this.target = view(out);
    }

    /** Writes the text's JSON form behind what the buffer holds; a lone surrogate becomes a question mark. */
    public static void write(CharSequence text, ByteBuf out) {
        ByteBuf bytes = ByteBufUtil.writeUtf8(out.alloc(), text);
        try {
            new JsonTextEscaper(out).write(bytes);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void writeTo(ByteBuf out) {
        this.out = out;
    }

    /**
     * Writes the escaped form of some bytes; does not change the indexes of its input, nor releases it.
     *
     * @return whether they are UTF-8 so far; when not, everything before the first wrong character was written
     */
    @Override
    public boolean write(ByteBuf in) {
        int length = in.readableBytes();
        out.ensureWritable(length + (length >> 3) + ROOM);
        target = view(out);
        at = 0;
        boolean valid = true;
        if (in.nioBufferCount() == 1) {
            valid = write(in.nioBuffer());
        } else {
            for (ByteBuffer part : in.nioBuffers()) {
                valid = valid && write(part);
            }
        }
        out.writerIndex(out.writerIndex() + at);
        return valid;
    }

    @Override
    public boolean finish() {
        return heldCount == 0;
    }

    private boolean write(ByteBuffer in) {
        in.order(ByteOrder.LITTLE_ENDIAN);
        int index = in.position();
        int end = in.limit();
        while (heldCount > 0 && index < end) {
            if (!complete(in.get(index++))) {
                return false;
            }
        }
        while (index < end) {
            if (at > target.limit() - ROOM) {
                grow(end - index);
            }
            if (end - index >= Long.BYTES) {
                long word = in.getLong(index);
                target.putLong(at, word);
                int plain = Long.numberOfTrailingZeros(marks(word)) >>> 3;
                index += plain;
                at += plain;
                if (plain == Long.BYTES) {
                    continue;
                }
            }
            byte b = in.get(index);
            if (b >= 0) {
                escape(b);
                index++;
            } else {
                int length = lengthOf(b);
                if (length == 0) {
                    return false;
                }
                if (end - index < length) {
                    hold(in, index, end);
                    return true;
                }
                if (!character(in, index, length)) {
                    return false;
                }
                index += length;
            }
        }
        return true;
    }

    /**
     * Marks, with its highest bit, each byte of the word that cannot be copied as it is: control characters, quotes,
     * backslashes, and what is not ASCII. Only the lowest mark is sure; with none the result is 0.
     */
    private static long marks(long word) {
        long quotes = word ^ (EACH * '"');
        long backslashes = word ^ (EACH * '\\');
        long controls = (word - EACH * 0x20) & ~word;
        return (word | controls | ((quotes - EACH) & ~quotes) | ((backslashes - EACH) & ~backslashes)) & HIGH;
    }

    private void escape(byte b) {
        switch (b) {
            case '"', '\\' -> pair(b);
            case '\b' -> pair((byte) 'b');
            case '\t' -> pair((byte) 't');
            case '\n' -> pair((byte) 'n');
            case '\f' -> pair((byte) 'f');
            case '\r' -> pair((byte) 'r');
            default -> {
                if (b >= 0x20) {
                    target.put(at++, b);
                } else {
                    pair((byte) 'u');
                    target.put(at++, (byte) '0');
                    target.put(at++, (byte) '0');
                    target.put(at++, HEX[b >> 4]);
                    target.put(at++, HEX[b & 0xF]);
                }
            }
        }
    }

    private void pair(byte letter) {
        target.put(at++, (byte) '\\');
        target.put(at++, letter);
    }

    private void hold(ByteBuffer in, int from, int end) {
        for (int i = from; i < end; i++) {
            held |= (in.get(i) & 0xFF) << (8 * heldCount++);
        }
    }

    private boolean complete(byte next) {
        held |= (next & 0xFF) << (8 * heldCount++);
        int length = lengthOf((byte) held);
        if (heldCount < length) {
            return true;
        }
        if (at > target.limit() - ROOM) {
            grow(0);
        }
        boolean valid = character((byte) held, (byte) (held >> 8), (byte) (held >> 16), (byte) (held >> 24), length);
        held = 0;
        heldCount = 0;
        return valid;
    }

    private boolean character(ByteBuffer in, int index, int length) {
        return character(
                in.get(index),
                in.get(index + 1),
                length > 2 ? in.get(index + 2) : 0,
                length > 3 ? in.get(index + 3) : 0,
                length);
    }

    /** Writes a character of two to four bytes if it is one: no overlong form, no surrogate, nothing above U+10FFFF. */
    private boolean character(byte first, byte second, byte third, byte fourth, int length) {
        int lead = first & 0xFF;
        int next = second & 0xFF;
        int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (next < least || next > most || (length > 2 && !continues(third)) || (length > 3 && !continues(fourth))) {
            return false;
        }
        target.put(at++, first);
        target.put(at++, second);
        if (length > 2) {
            target.put(at++, third);
        }
        if (length > 3) {
            target.put(at++, fourth);
        }
        return true;
    }

    private static boolean continues(byte b) {
        return (b & 0xC0) == 0x80;
    }

    /** How many bytes a character has that begins with that one; 0 when none does. */
    private static int lengthOf(byte first) {
        int lead = first & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }

    private void grow(int left) {
        out.writerIndex(out.writerIndex() + at);
        out.ensureWritable(left + (left >> 1) + 8 * ROOM);
        target = view(out);
        at = 0;
    }

    private static ByteBuffer view(ByteBuf out) {
        return out.nioBuffer(out.writerIndex(), out.writableBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
