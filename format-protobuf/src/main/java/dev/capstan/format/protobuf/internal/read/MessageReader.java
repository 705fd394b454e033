package dev.capstan.format.protobuf.internal.read;

import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.format.protobuf.internal.schema.FieldType;
import dev.capstan.format.protobuf.internal.schema.MessageType;
import dev.capstan.format.protobuf.internal.schema.ProtoType;
import dev.capstan.format.protobuf.internal.schema.ScalarType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads messages to objects that have all fields of their type. For one answer. */
final class MessageReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final WireInput input;
    private final PayloadBudget budget;

    MessageReader(WireInput input, PayloadBudget budget) {
        this.input = input;
        this.budget = budget;
    }

    /** The message that is all of the input. */
    ObjectNode read(MessageType type) throws PayloadException {
        ObjectNode message = empty(type, 1);
        readFields(type, message, 1);
        return message;
    }

    /** A message as it is when the wire has nothing of it. */
    private ObjectNode empty(MessageType type, int depth) throws PayloadException {
        budget.checkDepth(depth);
        budget.addValues(1L + type.fields().size());
        ObjectNode message = NODES.objectNode();
        for (FieldType field : type.fields()) {
            if (field.keyType() != null || field.repeated()) {
                budget.checkDepth(depth + 1);
                message.set(field.name(), field.repeated() ? NODES.arrayNode() : NODES.objectNode());
            } else {
                message.set(field.name(), NODES.nullNode());
            }
        }
        return message;
    }

    private void readFields(MessageType type, ObjectNode message, int depth) throws PayloadException {
        while (!input.isAtEnd()) {
            readField(type, message, input.takeTag(), depth);
        }
    }

    private void readField(MessageType type, ObjectNode message, int tag, int depth) throws PayloadException {
        FieldType field = type.field(tag >>> 3);
        if (field == null || !read(type, field, message, tag, depth)) {
            input.skip(tag);
        }
    }

    /** Reads a field, unless it is of another type than the schema says: then it is one that the schema does not know. */
    private boolean read(MessageType type, FieldType field, ObjectNode message, int tag, int depth)
            throws PayloadException {
        int wireType = tag & 7;
        if (field.keyType() != null) {
            if (wireType != WireInput.LENGTH_DELIMITED) {
                return false;
            }
            readEntry(field, field.keyType(), (ObjectNode) message.get(field.name()), depth + 2);
        } else if (field.type() instanceof MessageType part) {
            if (wireType != WireInput.LENGTH_DELIMITED && wireType != WireInput.GROUP_START) {
                return false;
            }
            int level = field.repeated() ? depth + 2 : depth + 1;
            readPart(part, partOf(type, field, part, message, level), tag, level);
        } else if (wireType == ScalarReader.wireType(field.type())) {
            readScalar(type, field, message);
        } else if (field.repeated() && wireType == WireInput.LENGTH_DELIMITED) {
            readPacked(field, (ArrayNode) message.get(field.name()));
        } else {
            return false;
        }
        return true;
    }

    private void readScalar(MessageType type, FieldType field, ObjectNode message) throws PayloadException {
        if (field.repeated()) {
            budget.addValue();
            ((ArrayNode) message.get(field.name())).add(ScalarReader.read(field.type(), input));
        } else {
            clearChoice(type, field, message);
            message.set(field.name(), ScalarReader.read(field.type(), input));
        }
    }

    private void readPacked(FieldType field, ArrayNode items) throws PayloadException {
        int outer = input.enter(input.takeLength());
        while (!input.isAtEnd()) {
            budget.addValue();
            items.add(ScalarReader.read(field.type(), input));
        }
        input.leave(outer);
    }

    /** The object of the message that comes next in a field. One that comes in pieces is one message. */
    private ObjectNode partOf(MessageType type, FieldType field, MessageType part, ObjectNode message, int level)
            throws PayloadException {
        if (field.repeated()) {
            ObjectNode item = empty(part, level);
            ((ArrayNode) message.get(field.name())).add(item);
            return item;
        }
        if (message.get(field.name()) instanceof ObjectNode known) {
            return known;
        }
        clearChoice(type, field, message);
        ObjectNode made = empty(part, level);
        message.set(field.name(), made);
        return made;
    }

    private void readPart(MessageType part, ObjectNode value, int tag, int level) throws PayloadException {
        if ((tag & 7) == WireInput.LENGTH_DELIMITED) {
            int outer = input.enter(input.takeLength());
            readFields(part, value, level);
            input.leave(outer);
            return;
        }
        int next = input.takeTag();
        while ((next & 7) != WireInput.GROUP_END) {
            readField(part, value, next, level);
            next = input.takeTag();
        }
        WireInput.requireEndOf(tag, next);
    }

    private void readEntry(FieldType field, ScalarType keyType, ObjectNode entries, int depth) throws PayloadException {
        int outer = input.enter(input.takeLength());
        int keyTag = 1 << 3 | ScalarReader.wireType(keyType);
        String key = ScalarReader.absentKey(keyType);
        JsonNode value = absentValue(field.type(), depth);
        while (!input.isAtEnd()) {
            int tag = input.takeTag();
            if (tag == keyTag) {
                key = ScalarReader.read(keyType, input).asString();
            } else if (tag >>> 3 != 2) {
                input.skip(tag);
            } else if (value instanceof ObjectNode part && field.type() instanceof MessageType type) {
                readPart(type, part, tag, depth);
            } else if ((tag & 7) == ScalarReader.wireType(field.type())) {
                value = ScalarReader.read(field.type(), input);
            } else {
                input.skip(tag);
            }
        }
        input.leave(outer);
        entries.set(key, value);
    }

    private JsonNode absentValue(ProtoType type, int depth) throws PayloadException {
        if (type instanceof MessageType part) {
            return empty(part, depth);
        }
        budget.addValue();
        return ScalarReader.absentValue(type);
    }

    /** Of a oneof, the field that comes last is set and no other. */
    private static void clearChoice(MessageType type, FieldType field, ObjectNode message) {
        if (field.choice() != null) {
            for (FieldType other : type.choices(field.choice())) {
                message.set(other.name(), NODES.nullNode());
            }
        }
    }
}
