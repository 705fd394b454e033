package dev.capstan.format.protobuf.internal.read;

import dev.capstan.engine.spi.format.PayloadException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The bytes of a message, read from front to back, up to an end that moves with the message being read. */
final class WireInput {
    static final int VARINT = 0;
    static final int FIXED_64 = 1;
    static final int LENGTH_DELIMITED = 2;
    static final int GROUP_START = 3;
    static final int GROUP_END = 4;
    static final int FIXED_32 = 5;

    private static final int DEEPEST_SKIPPED = 1_000;

    private final byte[] bytes;
    private final ByteBuffer numbers;
    private int at;
    private int end;

    WireInput(byte[] bytes) {
        this.bytes = bytes;
        numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        end = bytes.length;
    }

    boolean isAtEnd() {
        return at == end;
    }

    /** Narrows the input to the next bytes, and returns its end so far, for {@link #leave}. */
    int enter(int length) {
        int outer = end;
        end = at + length;
        return outer;
    }

    /** Widens the input again. */
    void leave(int outer) {
        end = outer;
    }

    /** Takes as many bytes, and returns where they begin. */
    private int take(int count) throws PayloadException {
        if (count > end - at) {
            throw malformed("it ends inside of a field");
        }
        int start = at;
        at += count;
        return start;
    }

    /** Takes a length, which is one that the input has. */
    int takeLength() throws PayloadException {
        long length = takeVarint();
        if (length < 0 || length > end - at) {
            throw malformed("it ends inside of a field");
        }
        return (int) length;
    }

    long takeVarint() throws PayloadException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = bytes[take(1)];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed("a number is longer than 64 bits");
    }

    /** Takes the number and the wire type of the next field. */
    int takeTag() throws PayloadException {
        long tag = takeVarint();
        if (tag < 8 || tag > 0xFFFF_FFFFL) {
            throw malformed("a field has a number that none can have");
        }
        return (int) tag;
    }

    int takeFixed32() throws PayloadException {
        return numbers.getInt(take(Integer.BYTES));
    }

    long takeFixed64() throws PayloadException {
        return numbers.getLong(take(Long.BYTES));
    }

    String takeText() throws PayloadException {
        int length = takeLength();
        int start = take(length);
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
            } catch (CharacterCodingException e) {
                throw malformed("a string is not UTF-8");
            }
        }
        return text;
    }

    String takeBase64() throws PayloadException {
        int length = takeLength();
        ByteBuffer encoded = Base64.getEncoder().encode(ByteBuffer.wrap(bytes, take(length), length));
        return new String(encoded.array(), 0, encoded.limit(), StandardCharsets.ISO_8859_1);
    }

    /** Takes a field that is not read. */
    void skip(int tag) throws PayloadException {
        skip(tag, 0);
    }

    private void skip(int tag, int depth) throws PayloadException {
        switch (tag & 7) {
            case VARINT -> takeVarint();
            case FIXED_64 -> take(Long.BYTES);
            case FIXED_32 -> take(Integer.BYTES);
            case LENGTH_DELIMITED -> take(takeLength());
            case GROUP_START -> {
                if (depth == DEEPEST_SKIPPED) {
                    throw malformed("unknown groups are nested too deep");
                }
                int next = takeTag();
                while ((next & 7) != GROUP_END) {
                    skip(next, depth + 1);
                    next = takeTag();
                }
                requireEndOf(tag, next);
            }
            default -> throw malformed("a field has a wire type that is none");
        }
    }

    /** Checks that the tag of a group's end has the number of its start. */
    static void requireEndOf(int start, int end) throws PayloadException {
        if (start >>> 3 != end >>> 3) {
            throw malformed("a group ends that did not begin");
        }
    }

    static PayloadException malformed(String why) {
        return new PayloadException("is not a Protocol Buffers message of its schema: " + why);
    }
}
