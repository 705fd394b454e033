package dev.capstan.format.avro.internal.read;

import dev.capstan.engine.spi.format.PayloadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The readers of arrays and maps. Nothing is allocated by a number of items that an answer only claims to hold. */
final class CollectionReaders {
    private CollectionReaders() {}

    /** Reads arrays. */
    record Items(ValueReader item) implements ValueReader {
        @Override
        public JsonNode read(AvroInput input, int depth) throws PayloadException {
            input.addValue();
            input.checkDepth(depth + 1);
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (long count = input.takeBlockCount(); count > 0; count = input.takeBlockCount()) {
                for (long i = 0; i < count; i++) {
                    array.add(item.read(input, depth + 1));
                }
            }
            return array;
        }
    }

    /** Reads maps. */
    record Entries(ValueReader value) implements ValueReader {
        @Override
        public JsonNode read(AvroInput input, int depth) throws PayloadException {
            input.addValue();
            input.checkDepth(depth + 1);
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (long count = input.takeBlockCount(); count > 0; count = input.takeBlockCount()) {
                for (long i = 0; i < count; i++) {
                    object.set(input.takeText(input.takeLong()), value.read(input, depth + 1));
                }
            }
            return object;
        }
    }
}
