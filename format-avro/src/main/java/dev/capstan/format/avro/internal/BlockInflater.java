package dev.capstan.format.avro.internal;

import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.format.avro.internal.read.AvroInput;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Inflates the blocks of one file, up to a limit for all of them. */
final class BlockInflater implements AutoCloseable {
    /** Three times the longest answer that is read by default; deflate alone makes a thousand times of it. */
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final Inflater inflater = new Inflater(true);
    private int inflated;

    private BlockInflater() {}

    /** Of the codec of that name; null when blocks are not compressed. */
    static @Nullable BlockInflater of(String codec) throws PayloadException {
        return switch (codec) {
            case "null" -> null;
            case "deflate" -> new BlockInflater();
            default ->
                throw new PayloadException(
                        "is an Avro file that is compressed by another codec than deflate, which is not read");
        };
    }

    AvroInput inflate(byte[] bytes, int start, int length, PayloadBudget budget) throws PayloadException {
        inflater.reset();
        inflater.setInput(bytes, start, length);
        byte[] output = new byte[Math.min(Math.max(length, 256) * 4, MOST_BYTES)];
        int size = 0;
        try {
            while (!inflater.finished()) {
                if (size == output.length) {
                    output = Arrays.copyOf(output, (int) Math.min(output.length * 2L, MOST_BYTES + 1L));
                }
                int count = inflater.inflate(output, size, output.length - size);
                size += count;
                if (size > MOST_BYTES - inflated) {
                    throw new PayloadException("is an Avro file of more than " + MOST_BYTES + " bytes once inflated");
                }
                if (count == 0 && !inflater.finished()) {
                    throw AvroInput.malformed("a block of the file is not deflated");
                }
            }
        } catch (DataFormatException e) {
            throw AvroInput.malformed("a block of the file is not deflated");
        }
        inflated += size;
        return new AvroInput(output, 0, size, budget);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
