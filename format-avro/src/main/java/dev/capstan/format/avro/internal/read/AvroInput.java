package dev.capstan.format.avro.internal.read;

import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The bytes of values, read from front to back, and the budget that those values take from. For one answer. */
public final class AvroInput {
    private final byte[] bytes;
    private final int end;
    private final PayloadBudget budget;
    private int at;

    /** Over the bytes from one index up to another. */
    public AvroInput(byte[] bytes, int start, int end, PayloadBudget budget) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
        this.budget = budget;
    }

    /** Counts one more value. */
    void addValue() throws PayloadException {
        budget.addValue();
    }

    /** Counts as many more values. */
    void addValues(int count) throws PayloadException {
        budget.addValues(count);
    }

    /** Checks the level of an object or array. */
    void checkDepth(int depth) throws PayloadException {
        budget.checkDepth(depth);
    }

    /** Whether all was read. */
    public boolean isAtEnd() {
        return at == end;
    }

    /** Where the next bytes stand. */
    public int at() {
        return at;
    }

    /** Takes as many bytes, and returns where they begin. */
    public int take(long count) throws PayloadException {
        if (count < 0 || count > end - at) {
            throw malformed("it ends inside of a value");
        }
        int start = at;
        at += (int) count;
        return start;
    }

    /** Takes a number of variable length. */
    public long takeLong() throws PayloadException {
        long zigzag = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = bytes[take(1)];
            if (shift == 63 && (next & 0x7E) != 0) {
                break;
            }
            zigzag |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return zigzag >>> 1 ^ -(zigzag & 1);
            }
        }
        throw malformed("a number is longer than 64 bits");
    }

    int takeInt() throws PayloadException {
        long value = takeLong();
        if (value != (int) value) {
            throw malformed("a number is longer than 32 bits");
        }
        return (int) value;
    }

    boolean takeBoolean() throws PayloadException {
        byte value = bytes[take(1)];
        if (value != 0 && value != 1) {
            throw malformed("a boolean is neither 0 nor 1");
        }
        return value == 1;
    }

    float takeFloat() throws PayloadException {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat(take(Float.BYTES));
    }

    double takeDouble() throws PayloadException {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getDouble(take(Double.BYTES));
    }

    /** Takes that many bytes of UTF-8. */
    public String takeText(long length) throws PayloadException {
        int start = take(length);
        String text = new String(bytes, start, at - start, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, at - start));
            } catch (CharacterCodingException e) {
                throw malformed("a string is not UTF-8");
            }
        }
        return text;
    }

    /** Takes that many bytes, as base64. */
    String takeBase64(long length) throws PayloadException {
        int start = take(length);
        ByteBuffer encoded = Base64.getEncoder().encode(ByteBuffer.wrap(bytes, start, at - start));
        return new String(encoded.array(), 0, encoded.limit(), StandardCharsets.ISO_8859_1);
    }

    /**
     * Takes the number of items that follow in an array or map: 0 at its end.
     *
     * @throws PayloadException when it is negative and cannot be made positive
     */
    public long takeBlockCount() throws PayloadException {
        long count = takeLong();
        if (count < 0) {
            // The size in bytes follows, for those who skip the block.
            takeLong();
            if (count == Long.MIN_VALUE) {
                throw malformed("a block has a negative number of items");
            }
            return -count;
        }
        return count;
    }

    /** That the answer is malformed. */
    public static PayloadException malformed(String why) {
        return new PayloadException("is not Avro of its schema: " + why);
    }
}
