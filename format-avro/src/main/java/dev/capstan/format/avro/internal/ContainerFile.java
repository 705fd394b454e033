package dev.capstan.format.avro.internal;

import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.format.avro.internal.read.AvroInput;
import dev.capstan.format.avro.internal.read.ValueReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An object container file: a header with the writer's schema, and blocks of records. For one answer. */
final class ContainerFile {
    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final int SYNC_LENGTH = 16;

    private final byte[] bytes;
    private final PayloadBudget budget;
    private final AvroInput input;
    private @Nullable String schema;
    private String codec = "null";
    private int sync;

    /** With the header read. */
    ContainerFile(byte[] bytes, PayloadBudget budget) throws PayloadException {
        this.bytes = bytes;
        this.budget = budget;
        input = new AvroInput(bytes, MAGIC.length, bytes.length, budget);
        for (long count = input.takeBlockCount(); count > 0; count = input.takeBlockCount()) {
            for (long i = 0; i < count; i++) {
                takeHeader();
            }
        }
        sync = input.take(SYNC_LENGTH);
    }

    /** Whether an answer is one, and not a single datum. */
    static boolean is(byte[] bytes) {
        return bytes.length > MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    private void takeHeader() throws PayloadException {
        budget.addValue();
        String name = input.takeText(input.takeLong());
        long length = input.takeLong();
        switch (name) {
            case "avro.schema" -> schema = input.takeText(length);
            case "avro.codec" -> codec = input.takeText(length);
            default -> input.take(length);
        }
    }

    /** The JSON of the schema that the records were written with. */
    String schema() throws PayloadException {
        if (schema == null) {
            throw AvroInput.malformed("the file's header has no schema");
        }
        return schema;
    }

    ArrayNode records(ValueReader reader) throws PayloadException {
        budget.addValue();
        budget.checkDepth(1);
        BlockInflater inflater = BlockInflater.of(codec);
        try {
            ArrayNode records = JsonNodeFactory.instance.arrayNode();
            while (!input.isAtEnd()) {
                takeBlock(reader, inflater, records);
            }
            return records;
        } finally {
            if (inflater != null) {
                inflater.close();
            }
        }
    }

    private void takeBlock(ValueReader reader, @Nullable BlockInflater inflater, ArrayNode records)
            throws PayloadException {
        long count = input.takeLong();
        long length = input.takeLong();
        int start = input.take(length);
        int mark = input.take(SYNC_LENGTH);
        if (count < 0 || !Arrays.equals(bytes, mark, mark + SYNC_LENGTH, bytes, sync, sync + SYNC_LENGTH)) {
            throw AvroInput.malformed("a block of the file does not end where its header says");
        }
        AvroInput block = inflater == null
                ? new AvroInput(bytes, start, start + (int) length, budget)
                : inflater.inflate(bytes, start, (int) length, budget);
        for (long i = 0; i < count; i++) {
            records.add(reader.read(block, 1));
        }
        if (!block.isAtEnd()) {
            throw AvroInput.malformed("a block of the file holds more than its records");
        }
    }
}
