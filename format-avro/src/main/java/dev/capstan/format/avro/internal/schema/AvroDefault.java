package dev.capstan.format.avro.internal.schema;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The default of a field, from the JSON of a schema to what a value of the field would be decoded to. */
final class AvroDefault {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AvroDefault() {}

    static JsonNode value(AvroType type, JsonNode json) throws InvalidAvroSchema {
        if (type instanceof AvroType.Union union) {
            return ofUnion(union, json);
        }
        if (type instanceof AvroType.Primitive primitive) {
            return ofPrimitive(primitive, json);
        }
        if (type instanceof AvroType.Array array) {
            require(json.isArray());
            ArrayNode items = NODES.arrayNode();
            for (JsonNode item : json.values()) {
                items.add(value(array.items(), item));
            }
            return items;
        }
        if (type instanceof AvroType.Mapping mapping) {
            require(json.isObject());
            ObjectNode values = NODES.objectNode();
            for (var entry : json.properties()) {
                values.set(entry.getKey(), value(mapping.values(), entry.getValue()));
            }
            return values;
        }
        if (type instanceof AvroType.Record record) {
            return ofRecord(record, json);
        }
        require(json.isString());
        if (type instanceof AvroType.Fixed) {
            return bytes(json);
        }
        require(type instanceof AvroType.Enumeration symbols
                && symbols.symbols().contains(json.stringValue()));
        return json;
    }

    private static JsonNode ofRecord(AvroType.Record record, JsonNode json) throws InvalidAvroSchema {
        require(json.isObject());
        ObjectNode values = NODES.objectNode();
        for (AvroType.Field field : record.fields()) {
            JsonNode given = json.get(field.name());
            JsonNode absent = field.absent();
            require(given != null || absent != null);
            values.set(field.name(), given != null ? value(field.type(), given) : absent);
        }
        return values;
    }

    /** Of the first branch; newer writers of schemas take any that fits. */
    private static JsonNode ofUnion(AvroType.Union union, JsonNode json) throws InvalidAvroSchema {
        InvalidAvroSchema first = new InvalidAvroSchema("a union without types has a default");
        for (AvroType branch : union.branches()) {
            try {
                return value(branch, json);
            } catch (InvalidAvroSchema e) {
                first = e;
            }
        }
        throw first;
    }

    private static JsonNode ofPrimitive(AvroType.Primitive type, JsonNode json) throws InvalidAvroSchema {
        switch (type) {
            case NULL -> require(json.isNull());
            case BOOLEAN -> require(json.isBoolean());
            case INT, LONG -> require(json.isIntegralNumber() && json.canConvertToLong());
            case FLOAT, DOUBLE -> require(json.isNumber());
            case STRING -> require(json.isString());
            case BYTES -> {
                require(json.isString());
                return bytes(json);
            }
        }
        return json;
    }

    /** Each character of the text stands for a byte. */
    private static JsonNode bytes(JsonNode json) {
        return NODES.stringNode(
                java.util.Base64.getEncoder().encodeToString(json.stringValue().getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static void require(boolean fits) throws InvalidAvroSchema {
        if (!fits) {
            throw new InvalidAvroSchema("a default is not of its field's type");
        }
    }
}
