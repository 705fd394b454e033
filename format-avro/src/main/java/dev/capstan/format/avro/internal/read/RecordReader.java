package dev.capstan.format.avro.internal.read;

import dev.capstan.engine.spi.format.PayloadException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads records. Not changed any more once its schema is resolved. */
final class RecordReader implements ValueReader {
    /** A field of the writer; the name is null when the reader does not know it. */
    private record Written(@Nullable String name, ValueReader reader) {}

    /** A field that only the reader knows. */
    private record Absent(String name, @Nullable JsonNode value, int size) {}

    private final List<Written> written = new ArrayList<>();
    private final List<Absent> absent = new ArrayList<>();

    void take(String name, ValueReader reader) {
        written.add(new Written(name, reader));
    }

    void skip(ValueReader reader) {
        written.add(new Written(null, reader));
    }

    void complete(String name, @Nullable JsonNode value) {
        absent.add(new Absent(name, value, value == null ? 0 : size(value)));
    }

    @Override
    public JsonNode read(AvroInput input, int depth) throws PayloadException {
        input.addValue();
        input.checkDepth(depth + 1);
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Written field : written) {
            JsonNode value = field.reader.read(input, depth + 1);
            if (field.name != null) {
                object.set(field.name, value);
            }
        }
        for (Absent field : absent) {
            if (field.value == null) {
                throw AvroInput.malformed("it was written without the field \"" + field.name
                        + "\", for which outputSchema has no default");
            }
            input.addValues(field.size);
            object.set(field.name, field.value.deepCopy());
        }
        return object;
    }

    private static int size(JsonNode value) {
        int size = 1;
        for (JsonNode part : value.values()) {
            size += size(part);
        }
        return size;
    }
}
